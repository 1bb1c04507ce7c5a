using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Makes the proxies of one registration: what the container calls in the place of the original.</summary>
internal sealed class ProxyFactory(
    Type serviceType,
    Func<IServiceProvider, object> findInner,
    Func<object, AspectRegistry, object> wrap)
{
    private readonly Type _serviceType = serviceType;

    // What is being made on this thread, innermost last. The container cannot see a cycle that leads through a factory:
    // it would wait for itself.
    [ThreadStatic]
    private static List<(ProxyFactory Factory, IServiceProvider Provider)>? _underWay;

    /// <summary>Whether a registration is decorated already.</summary>
    public static bool IsProxy(ServiceDescriptor descriptor)
    {
        Delegate? factory = descriptor.IsKeyedService
            ? descriptor.KeyedImplementationFactory
            : descriptor.ImplementationFactory;
        return factory?.Target is ProxyFactory;
    }

    public object Create(IServiceProvider provider)
    {
        var underWay = _underWay ??= [];
        var begun = underWay.IndexOf((this, provider));
        if (begun >= 0) throw HostingErrors.Cycle([.. underWay[begun..].Select(static entry => entry.Factory._serviceType), _serviceType]);

        underWay.Add((this, provider));
        try
        {
            return wrap(findInner(provider), provider.GetRequiredService<AspectRegistry>());
        }
        finally
        {
            underWay.RemoveAt(underWay.Count - 1);
        }
    }

    public object CreateKeyed(IServiceProvider provider, object? key) => Create(provider);
}
