using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>Reads the attributes at run time, as the expectation for the generated proxies.</summary>
internal static class AttributeRules
{
    /// <summary>Returns the name of the breaker that guards a method of the interface.</summary>
    public static string? FindBreaker(MethodInfo method, Type proxied)
    {
        var declaring = method.DeclaringType!;
        if (declaring == typeof(IDisposable) || declaring == typeof(IAsyncDisposable)) return null;
        if (method.IsDefined(typeof(NoCircuitBreakerAttribute))) return null;
        if (NameOn(method) is { } onMethod) return onMethod;
        if (!method.IsSpecialName) return NameOn(declaring) ?? NameOn(proxied) ?? NameBetween(declaring, proxied);

        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var property = declaring.GetProperties(Declared).FirstOrDefault(candidate => candidate.GetAccessors(nonPublic: true).Contains(method));
        return property is null || property.IsDefined(typeof(NoCircuitBreakerAttribute)) ? null : NameOn(property);
    }

    private static string? NameBetween(Type declaring, Type proxied) => proxied.GetInterfaces()
        .Where(declaring.IsAssignableFrom)
        .Select(NameOn)
        .FirstOrDefault(static name => name is not null);

    private static string? NameOn(MemberInfo member) => member.GetCustomAttribute<CircuitBreakerAttribute>()?.Name;
}
