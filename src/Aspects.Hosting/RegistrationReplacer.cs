using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>
/// Puts a proxy in the place of a registration and moves the registration to where only the proxy finds it. The container
/// goes on to create, share, validate and dispose what it describes.
/// </summary>
internal static class RegistrationReplacer
{
    public static void ReplaceWithProxy(
        IServiceCollection services, int index, Func<object, AspectRegistry, object> wrap)
    {
        var original = services[index];
        var factory = new ProxyFactory(original.ServiceType, MoveAway(services, original), wrap);
        services[index] = original.IsKeyedService
            ? new ServiceDescriptor(original.ServiceType, original.ServiceKey, factory.CreateKeyed, original.Lifetime)
            : new ServiceDescriptor(original.ServiceType, factory.Create, original.Lifetime);
    }

    /// <returns>How the proxy gets what was registered.</returns>
    private static Func<IServiceProvider, object> MoveAway(IServiceCollection services, ServiceDescriptor original)
    {
        // The container neither creates an instance nor disposes it, so it need not know of it.
        var instance = original.IsKeyedService ? original.KeyedImplementationInstance : original.ImplementationInstance;
        if (instance is not null) return _ => instance;

        var moved = original.IsKeyedService ? MoveKeyed(services, original) : Move(original);
        services.Add(moved);
        var (type, key) = (moved.ServiceType, moved.ServiceKey);
        return provider => provider.GetRequiredKeyedService(type, key);
    }

    // The service type of what is moved is not the interface: asked for the interface under all keys, the container
    // is to find the proxies alone. An implementation type says more than `object` in the container's error messages.
    private static ServiceDescriptor Move(ServiceDescriptor original)
    {
        var key = new InnerServiceKey(original.ServiceType);
        if (original.ImplementationType is { } type) return new ServiceDescriptor(type, key, type, original.Lifetime);

        var create = original.ImplementationFactory!;
        return new ServiceDescriptor(typeof(object), key, (provider, _) => create(provider), original.Lifetime);
    }

    private static ServiceDescriptor MoveKeyed(IServiceCollection services, ServiceDescriptor original)
    {
        var key = original.ServiceKey;
        if (original.KeyedImplementationType is { } type)
        {
            // Its constructor may ask for the key it is registered under, so it keeps that one where it is free.
            return new ServiceDescriptor(
                type, IsTaken(services, type, key) ? new InnerServiceKey(original.ServiceType) : key, type, original.Lifetime);
        }

        var create = original.KeyedImplementationFactory!;
        return new ServiceDescriptor(
            typeof(object),
            new InnerServiceKey(original.ServiceType),
            (provider, _) => create(provider, key),
            original.Lifetime);
    }

    private static bool IsTaken(IServiceCollection services, Type type, object? key)
    {
        foreach (var descriptor in services)
        {
            if (descriptor.ServiceType == type && Equals(descriptor.ServiceKey, key)) return true;
        }

        return false;
    }
}
