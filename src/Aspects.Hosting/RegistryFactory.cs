using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Registers and creates the registry of a container.</summary>
internal static class RegistryFactory
{
    private static readonly Func<IServiceProvider, CircuitBreakerRegistry> CreateDelegate = Create;

    public static void AddTo(IServiceCollection services, Action<CircuitBreakerRegistry>? configure)
    {
        var existing = services.LastOrDefault(static descriptor =>
            descriptor.ServiceType == typeof(CircuitBreakerRegistry) && !descriptor.IsKeyedService);
        if (existing is null) services.AddSingleton(CreateDelegate);

        if (configure is null) return;
        if (existing is not null && !ReferenceEquals(existing.ImplementationFactory, CreateDelegate))
        {
            throw Refusal.ForeignRegistry();
        }

        services.AddSingleton(new RegistryConfiguration(configure));
    }

    private static CircuitBreakerRegistry Create(IServiceProvider provider)
    {
        var registry = new CircuitBreakerRegistry(provider.GetService<TimeProvider>());
        foreach (var configuration in provider.GetServices<RegistryConfiguration>())
        {
            configuration.ApplyTo(registry);
        }

        return registry;
    }

    // A type of its own, so that no Action<CircuitBreakerRegistry> that others register is mistaken for one.
    private sealed class RegistryConfiguration(Action<CircuitBreakerRegistry> configure)
    {
        public void ApplyTo(CircuitBreakerRegistry registry) => configure(registry);
    }
}
