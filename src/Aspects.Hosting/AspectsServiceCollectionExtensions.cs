using Aspects;
using Aspects.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts circuit breakers around the services of a collection.</summary>
/// <remarks>
/// <para>
/// A decorated registration keeps its place, its lifetime and its key; what it made before is made once per proxy and can
/// no longer be had from the container without its breaker. A registration is decorated once, however often it is asked
/// for. Registrations for <see cref="KeyedService.AnyKey"/> are left as they are.
/// </para>
/// <para>
/// Proxies hold no state: all of them find their breakers in the one <see cref="AspectRegistry"/> of the
/// container, whatever their lifetime.
/// </para>
/// <para>
/// The container checks a decorated registration as it did before, with one difference: services that need one another
/// are not found when it is built but, with the same <see cref="InvalidOperationException"/>, when one is asked for.
/// </para>
/// <para>
/// The container disposes what it created, as it would without the proxy. A proxy can be disposed only if its interface
/// can, and then passes the call on: such a service is disposed by way of its proxy and once more as itself, which
/// <see cref="IDisposable.Dispose"/> has to bear, and one registered as an instance is then disposed with the container
/// although the container did not create it. Interfaces that are not disposable, which is what a consumer needs, have
/// neither surprise.
/// </para>
/// </remarks>
public static class AspectsServiceCollectionExtensions
{
    /// <summary>
    /// Adds the one <see cref="AspectRegistry"/> of the container. Its clock is the <see cref="TimeProvider"/> that
    /// is registered, or else <see cref="TimeProvider.System"/>. May be called any number of times.
    /// </summary>
    /// <param name="services">The collection.</param>
    /// <param name="configure">
    /// Sets numbers of breakers, when the registry is created. Those of several calls all apply, in the order of the calls.
    /// </param>
    /// <returns>What can be done with circuit breakers next.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is something to configure, and the collection already has a registry that was not added here.
    /// </exception>
    public static AspectsBuilder AddAspects(
        this IServiceCollection services, Action<AspectRegistry>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        RegistryFactory.AddTo(services, configure);
        return new AspectsBuilder(services);
    }

    /// <summary>
    /// Puts the generated proxy around every registration of one interface made so far, keyed ones too. Adds the
    /// registry where <see cref="AddAspects"/> has not.
    /// </summary>
    /// <typeparam name="TInterface">The interface, with <see cref="CircuitBreakerAttribute"/> on it or on its members.</typeparam>
    /// <param name="services">The collection.</param>
    /// <returns>The collection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// No proxy was generated for the interface, or several assemblies have one; or it is generic, and the overload with a function is needed; or it is
    /// not registered in a way that can be decorated. The message says what to do.
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

    /// <summary>
    /// Puts what a function makes around every registration of one interface made so far, keyed ones too. For closed forms
    /// of generic interfaces, whose proxies only the generated extension can make:
    /// <c>services.WithAspects&lt;IStore&lt;Order&gt;&gt;(static (inner, aspects) =&gt; inner.WithAspects(aspects))</c>.
    /// </summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <param name="services">The collection.</param>
    /// <param name="wrap">Puts a proxy around an instance. Called once per instance that the container makes.</param>
    /// <returns>The collection.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// The interface is not registered in a way that can be decorated. The message says what to do.
    /// </exception>
    public static IServiceCollection WithAspects<TInterface>(
        this IServiceCollection services, Func<TInterface, AspectRegistry, TInterface> wrap)
        where TInterface : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(wrap);

        Decorator.Decorate(services, typeof(TInterface), (inner, aspects) => wrap((TInterface)inner, aspects));
        return services;
    }
}
