using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>
/// Registers the <see cref="AspectRegistry"/> of a container, and its <see cref="CircuitBreakerRegistry"/> as a view.
/// </summary>
internal static class RegistryFactory
{
    private static readonly Func<IServiceProvider, AspectRegistry> CreateRegistry = Create;

    private static readonly Func<IServiceProvider, AspectRegistry> CreateAroundBreakers =
        static provider => new AspectRegistry(provider.GetRequiredService<CircuitBreakerRegistry>());

    private static readonly Func<IServiceProvider, CircuitBreakerRegistry> GetBreakers =
        static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers;

    /// <summary>Adds the registries that the collection lacks. Registries of the user stay in use.</summary>
    /// <remarks>
    /// The container disposes the registries that it creates. It does not dispose an instance that the user registered.
    /// </remarks>
    public static void AddTo(IServiceCollection services, Action<AspectRegistry>? configure)
    {
        var breakers = FindLast(services, typeof(CircuitBreakerRegistry));
        var registry = FindLast(services, typeof(AspectRegistry));
        var isView = breakers is null || ReferenceEquals(breakers.ImplementationFactory, GetBreakers);
        var create = isView ? CreateRegistry : CreateAroundBreakers;

        // Order: check before the first change, because a rejected call must leave the collection as it was.
        var factory = registry is null ? create : registry.ImplementationFactory;
        if (configure is not null && !ReferenceEquals(factory, CreateRegistry))
        {
            throw HostingErrors.RegistryNotConfigurable(
                ReferenceEquals(factory, CreateAroundBreakers) ? nameof(CircuitBreakerRegistry) : nameof(AspectRegistry));
        }

        if (breakers is null) services.Add(DescribeView(registry));
        if (registry is null) services.AddSingleton(create);
        if (configure is not null) services.AddSingleton(new RegistryConfiguration(configure));
    }

    // The container disposes what a factory returns, but not a registered instance. The user owns a registered instance
    // and its breakers.
    private static ServiceDescriptor DescribeView(ServiceDescriptor? registry) =>
        registry?.ImplementationInstance is AspectRegistry instance
            ? ServiceDescriptor.Singleton(instance.CircuitBreakers)
            : ServiceDescriptor.Singleton(GetBreakers);

    private static ServiceDescriptor? FindLast(IServiceCollection services, Type type) =>
        services.LastOrDefault(descriptor => descriptor.ServiceType == type && !descriptor.IsKeyedService);

    private static AspectRegistry Create(IServiceProvider provider)
    {
        var registry = new AspectRegistry(provider.GetService<TimeProvider>() ?? TimeProvider.System);
        foreach (var configuration in provider.GetServices<RegistryConfiguration>())
        {
            configuration.ApplyTo(registry);
        }

        return registry;
    }

    // A type of its own, because the user may register an Action<AspectRegistry> for another purpose.
    private sealed class RegistryConfiguration(Action<AspectRegistry> configure)
    {
        public void ApplyTo(AspectRegistry registry) => configure(registry);
    }
}
