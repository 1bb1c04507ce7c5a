using Aspects;
using Aspects.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds aspects to the services of a collection.</summary>
/// <remarks>
/// <para>
/// A decorated registration keeps its position, its lifetime and its key. The container creates one inner service for
/// each proxy, and no longer returns the inner service itself. Several calls decorate a registration only once.
/// Registrations for <see cref="KeyedService.AnyKey"/> do not change.
/// </para>
/// <para>
/// Proxies have no state. All proxies of a container, whatever their lifetime, find their circuit breakers in its
/// <see cref="AspectRegistry"/>.
/// </para>
/// <para>
/// The container validates a decorated registration as before, with one difference. A circular dependency among
/// decorated services is found when one of them is resolved, not when the container is built. An
/// <see cref="InvalidOperationException"/> reports the dependency in both cases.
/// </para>
/// <para>
/// The container disposes the services that it created. A proxy is disposable only if its interface is, and then
/// forwards the call. Such a service is disposed twice, through its proxy and directly, so its
/// <see cref="IDisposable.Dispose"/> must allow that. An instance that was registered with such an interface is
/// disposed with the container, although the container did not create the instance. Neither happens with an interface
/// that is not disposable.
/// </para>
/// </remarks>
public static class AspectsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the <see cref="AspectRegistry"/> of the container, and the <see cref="CircuitBreakerRegistry"/> inside it.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The clock is the registered <see cref="TimeProvider"/>, or else <see cref="TimeProvider.System"/>. Code can call
    /// this method any number of times.
    /// </para>
    /// <para>
    /// If the collection already has an <see cref="AspectRegistry"/>, the container uses that registry. If the
    /// collection already has a <see cref="CircuitBreakerRegistry"/>, the new <see cref="AspectRegistry"/> uses those
    /// circuit breakers and their clock.
    /// </para>
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">
    /// Configures the registry when the container creates it. If several calls configure the registry, all of them
    /// apply, in order.
    /// </param>
    /// <returns>A builder that decorates services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="configure"/> is set, and the collection already has an <see cref="AspectRegistry"/> or a
    /// <see cref="CircuitBreakerRegistry"/> that this method did not add. The message names the registry and the
    /// remedy.
    /// </exception>
    public static AspectsBuilder AddAspects(
        this IServiceCollection services, Action<AspectRegistry>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        RegistryFactory.AddTo(services, configure);
        return new AspectsBuilder(services);
    }

    /// <summary>
    /// Decorates all registrations of one interface with its generated proxy, including keyed registrations.
    /// </summary>
    /// <remarks>
    /// This method decorates the registrations made so far. It also does what <see cref="AddAspects"/> does, if that
    /// has not been called.
    /// </remarks>
    /// <typeparam name="TInterface">
    /// The interface, with <see cref="CircuitBreakerAttribute"/> on it or on its members.
    /// </typeparam>
    /// <param name="services">The service collection.</param>
    /// <returns>The service collection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The interface has no generated proxy, or proxies in several assemblies. Or the interface is generic and needs
    /// the overload with a function. Or the interface has no registration that can be decorated. The message contains
    /// the remedy.
    /// </exception>
    public static IServiceCollection WithAspects<TInterface>(this IServiceCollection services)
        where TInterface : class
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!AspectCatalog.TryFind(typeof(TInterface), out var proxy)) throw HostingErrors.NoProxy(typeof(TInterface));
        if (proxy.IsOpenGeneric) throw HostingErrors.ClosedGeneric(typeof(TInterface));

        Decorator.Decorate(services, typeof(TInterface), proxy.CreateProxy);
        return services;
    }

    /// <summary>Decorates all registrations of one interface with a function, including keyed registrations.</summary>
    /// <remarks>
    /// <para>
    /// Use this method for closed generic interfaces, because only the generated extension can create their proxies:
    /// <c>services.WithAspects&lt;IStore&lt;Order&gt;&gt;(static (inner, aspects) =&gt;
    /// inner.WithAspects(aspects))</c>.
    /// </para>
    /// <para>
    /// This method decorates the registrations made so far. It also does what <see cref="AddAspects"/> does, if that
    /// has not been called.
    /// </para>
    /// </remarks>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <param name="services">The service collection.</param>
    /// <param name="createProxy">
    /// Creates a proxy around an instance. The container calls the function once for each instance.
    /// </param>
    /// <returns>The service collection.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The interface has no registration that can be decorated. The message contains the remedy.
    /// </exception>
    public static IServiceCollection WithAspects<TInterface>(
        this IServiceCollection services, Func<TInterface, AspectRegistry, TInterface> createProxy)
        where TInterface : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(createProxy);

        Decorator.Decorate(services, typeof(TInterface), (inner, aspects) => createProxy((TInterface)inner, aspects));
        return services;
    }
}
