using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Makes the proxies of one registration: what the container calls in the place of the original.</summary>
internal sealed class ProxyFactory(
    Func<IServiceProvider, object> findInner, Func<object, CircuitBreakerRegistry, object> wrap)
{
    /// <summary>Whether a registration is decorated already.</summary>
    public static bool IsBehind(ServiceDescriptor descriptor)
    {
        Delegate? factory = descriptor.IsKeyedService
            ? descriptor.KeyedImplementationFactory
            : descriptor.ImplementationFactory;
        return factory?.Target is ProxyFactory;
    }

    public object Create(IServiceProvider provider) =>
        wrap(findInner(provider), provider.GetRequiredService<CircuitBreakerRegistry>());

    public object CreateKeyed(IServiceProvider provider, object? key) => Create(provider);
}
