using Microsoft.Extensions.DependencyInjection;

namespace Aspects.Hosting;

/// <summary>Finds the registrations to decorate. All checks come before the first change of the collection.</summary>
internal static class Decorator
{
    public static void DecorateAll(IServiceCollection services)
    {
        var found = new List<(int Index, ProxyDescriptor Proxy)>();
        for (var index = 0; index < services.Count; index++)
        {
            var descriptor = services[index];
            if (!CanDecorate(descriptor) || !AspectCatalog.TryFind(descriptor.ServiceType, out var proxy)) continue;
            if (descriptor.ServiceType.IsGenericTypeDefinition) throw HostingErrors.OpenGeneric(descriptor.ServiceType);
            if (proxy.IsOpenGeneric) throw HostingErrors.ClosedGeneric(descriptor.ServiceType);
            found.Add((index, proxy));
        }

        foreach (var (index, proxy) in found)
        {
            RegistrationReplacer.ReplaceWithProxy(services, index, proxy.CreateProxy);
        }
    }

    public static void Decorate(IServiceCollection services, Type type, Func<object, AspectRegistry, object> createProxy)
    {
        var registered = new List<int>();
        for (var index = 0; index < services.Count; index++)
        {
            if (services[index].ServiceType == type && !IsForAnyKey(services[index])) registered.Add(index);
        }

        if (registered.Count == 0) throw ExplainNoRegistration(services, type);

        RegistryFactory.AddTo(services, configure: null);
        foreach (var index in registered)
        {
            if (CanDecorate(services[index])) RegistrationReplacer.ReplaceWithProxy(services, index, createProxy);
        }
    }

    private static bool CanDecorate(ServiceDescriptor descriptor) =>
        !IsForAnyKey(descriptor) && !ProxyFactory.IsProxy(descriptor);

    // A registration for AnyKey creates one instance for each key. The moved registration has only one private key.
    private static bool IsForAnyKey(ServiceDescriptor descriptor) => descriptor.ServiceKey == KeyedService.AnyKey;

    private static InvalidOperationException ExplainNoRegistration(IServiceCollection services, Type type)
    {
        foreach (var descriptor in services)
        {
            if (descriptor.ServiceType == type) return HostingErrors.OnlyForAnyKey(type);
            if (type.IsConstructedGenericType && descriptor.ServiceType == type.GetGenericTypeDefinition())
            {
                return HostingErrors.OpenGeneric(descriptor.ServiceType);
            }
        }

        return HostingErrors.NotRegistered(type);
    }
}
