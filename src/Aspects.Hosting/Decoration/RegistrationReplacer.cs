using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Replaces a registration with its proxy, and moves the registration to a private key.</summary>
/// <remarks>The container still creates, shares, validates and disposes the moved service.</remarks>
internal static class RegistrationReplacer
{
    public static void ReplaceWithProxy(
        IServiceCollection services, int index, Func<object, AspectRegistry, object> createProxy)
    {
        var original = services[index];
        var factory = new ProxyFactory(original.ServiceType, MoveAway(services, original), createProxy);
        services[index] = original.IsKeyedService
            ? new ServiceDescriptor(original.ServiceType, original.ServiceKey, factory.CreateKeyed, original.Lifetime)
            : new ServiceDescriptor(original.ServiceType, factory.Create, original.Lifetime);
    }

    /// <returns>A function that returns the inner service.</returns>
    private static Func<IServiceProvider, object> MoveAway(IServiceCollection services, ServiceDescriptor original)
    {
        // The container neither creates nor disposes a registered instance, so the instance needs no registration.
        var instance = original.IsKeyedService ? original.KeyedImplementationInstance : original.ImplementationInstance;
        if (instance is not null) return _ => instance;

        var moved = original.IsKeyedService ? MoveKeyed(services, original) : Move(original);
        services.Add(moved);
        var (type, key) = (moved.ServiceType, moved.ServiceKey);
        return provider => provider.GetRequiredKeyedService(type, key);
    }

    // The moved registration does not have the interface as service type, because a request for all keys of the
    // interface must return only proxies. The implementation type is clearer than `object` in error messages of the
    // container.
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
            // The constructor can take the key of its registration, so the registration keeps its key if that is free.
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
