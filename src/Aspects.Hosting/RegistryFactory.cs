using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Registers and creates the <see cref="AspectRegistry"/> of a container, and its view of the circuit breakers.</summary>
internal static class RegistryFactory
{
    private static readonly Func<IServiceProvider, AspectRegistry> CreateRegistry = Create;

    private static readonly Func<IServiceProvider, AspectRegistry> CreateAroundBreakers =
        static provider => new AspectRegistry(provider.GetRequiredService<CircuitBreakerRegistry>());

    private static readonly Func<IServiceProvider, CircuitBreakerRegistry> GetBreakers =
        static provider => provider.GetRequiredService<AspectRegistry>().CircuitBreakers;

    public static void AddTo(IServiceCollection services, Action<AspectRegistry>? configure)
    {
        // Order: look for the circuit breakers first, because a registry of the user's decides how the other one is created.
        var breakers = FindLast(services, typeof(CircuitBreakerRegistry));
        var registry = FindLast(services, typeof(AspectRegistry));
        if (breakers is null) services.AddSingleton(GetBreakers);
        if (registry is null)
        {
            var create = breakers is null ? CreateRegistry : CreateAroundBreakers;
            services.AddSingleton(create);
            registry = services[^1];
        }

        if (configure is null) return;
        if (!ReferenceEquals(registry.ImplementationFactory, CreateRegistry)) throw HostingErrors.ForeignRegistry();
        services.AddSingleton(new RegistryConfiguration(configure));
    }

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

    // The container may hold an Action<AspectRegistry> of the user's. This type keeps the two apart.
    private sealed class RegistryConfiguration(Action<AspectRegistry> configure)
    {
        public void ApplyTo(AspectRegistry registry) => configure(registry);
    }
}
