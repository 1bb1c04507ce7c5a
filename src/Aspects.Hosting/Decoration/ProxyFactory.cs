using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Creates the proxies of one decorated registration.</summary>
internal sealed class ProxyFactory(
    Type serviceType,
    Func<IServiceProvider, object> findInner,
    Func<object, AspectRegistry, object> createProxy)
{
    private readonly Type _serviceType = serviceType;

    // The proxies that this thread is creating, innermost last. The container does not detect a cycle through a
    // factory. Without this list the container would wait for itself.
    [ThreadStatic]
    private static List<(ProxyFactory Factory, IServiceProvider Provider)>? _inProgress;

    /// <summary>Whether a registration is already decorated.</summary>
    public static bool IsProxy(ServiceDescriptor descriptor)
    {
        Delegate? factory = descriptor.IsKeyedService
            ? descriptor.KeyedImplementationFactory
            : descriptor.ImplementationFactory;
        return factory?.Target is ProxyFactory;
    }

    public object Create(IServiceProvider provider)
    {
        var inProgress = _inProgress ??= [];
        var start = inProgress.IndexOf((this, provider));
        if (start >= 0) throw HostingErrors.Cycle([.. inProgress[start..].Select(static entry => entry.Factory._serviceType), _serviceType]);

        inProgress.Add((this, provider));
        try
        {
            return createProxy(findInner(provider), provider.GetRequiredService<AspectRegistry>());
        }
        finally
        {
            inProgress.RemoveAt(inProgress.Count - 1);
        }
    }

    public object CreateKeyed(IServiceProvider provider, object? key) => Create(provider);
}
