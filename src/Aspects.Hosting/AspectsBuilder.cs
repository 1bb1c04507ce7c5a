using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>
/// What can be done with circuit breakers in a collection of services, once
/// <see cref="AspectsServiceCollectionExtensions.AddAspects"/> has been called on it.
/// </summary>
public sealed class AspectsBuilder
{
    internal AspectsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The collection.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Puts the generated proxies around every service registered so far whose interface has one, keyed ones too.
    /// Call it last: what is registered afterwards is not decorated, unless it is called again.
    /// </summary>
    /// <remarks>
    /// Proxies are known from the catalogs that the generator writes: those of the project that calls this and of the
    /// projects it references, provided that it has the generator itself.
    /// Registrations for <see cref="KeyedService.AnyKey"/> are left as they are.
    /// </remarks>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">
    /// A generic interface that has a proxy is registered, in a closed form that was not decorated with
    /// <see cref="AspectsServiceCollectionExtensions.WithAspects{TInterface}(IServiceCollection, Func{TInterface, AspectRegistry, TInterface})"/>
    /// before, or in its open form, which cannot be decorated; or several assemblies have a proxy of one interface that is registered. Nothing has
    /// been decorated then.
    /// </exception>
    public AspectsBuilder DecorateAll()
    {
        Decorator.DecorateAll(Services);
        return this;
    }
}
