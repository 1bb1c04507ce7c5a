using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Decorates services, after <see cref="AspectsServiceCollectionExtensions.AddAspects"/>.</summary>
public sealed class AspectsBuilder
{
    internal AspectsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The service collection.</summary>
    public IServiceCollection Services { get; }

    /// <summary>
    /// Decorates every registered service whose interface has a generated proxy, including keyed services.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Call this method after all registrations. A service that is registered later is not decorated, unless this
    /// method is called again.
    /// </para>
    /// <para>
    /// The proxies of the calling project and of the projects that it references are known, if the calling project has
    /// the generator. Registrations for <see cref="KeyedService.AnyKey"/> do not change.
    /// </para>
    /// </remarks>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">
    /// <para>
    /// A closed generic interface with a proxy is registered and not yet decorated. The overload of
    /// <see cref="AspectsServiceCollectionExtensions.WithAspects{TInterface}(IServiceCollection)"/> with a function
    /// must decorate that registration first.
    /// </para>
    /// <para>An open generic interface with a proxy is registered, which cannot be decorated.</para>
    /// <para>Several assemblies have a proxy for one registered interface.</para>
    /// <para>No service has been decorated in these cases.</para>
    /// </exception>
    public AspectsBuilder DecorateAll()
    {
        Decorator.DecorateAll(Services);
        return this;
    }
}
