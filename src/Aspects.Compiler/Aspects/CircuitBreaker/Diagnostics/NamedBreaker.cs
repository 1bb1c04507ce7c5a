using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>A circuit breaker by its name: the calls that it guards, and the settings of all attributes with that name.</summary>
internal sealed class NamedBreaker
{
    private readonly Dictionary<string, (double Value, BreakerAttribute Attribute)> _settings = new(StringComparer.Ordinal);

    private NamedBreaker(IReadOnlyList<GuardedMethod> calls)
    {
        Calls = calls;
        foreach (var attribute in GetNearestFirst(calls))
        {
            // As the generator does: settings out of range do not count, and the first of equally near attributes wins.
            foreach (var (setting, value) in attribute.Settings)
            {
                if (setting.Allows(value) && !_settings.ContainsKey(setting.Name)) _settings.Add(setting.Name, (value, attribute));
            }
        }
    }

    public string Name => Calls[0].Attribute.Name!;

    public IReadOnlyList<GuardedMethod> Calls { get; }

    /// <summary>The settings of attributes, by their names there, each with the attribute that wins.</summary>
    public IReadOnlyDictionary<string, (double Value, BreakerAttribute Attribute)> Settings => _settings;

    /// <summary>Finds the circuit breakers of proxies. Names ignore case.</summary>
    public static IEnumerable<NamedBreaker> FindAll(IEnumerable<ProxiedInterface> proxies) => proxies
        .SelectMany(GuardedMethod.FindAll)
        .Where(static call => call.Attribute.HasUsableName)
        .GroupBy(static call => call.Attribute.Name!, StringComparer.OrdinalIgnoreCase)
        .Select(static calls => new NamedBreaker([.. calls]));

    /// <summary>Returns the circuit breaker with the settings that each proxy alone gives.</summary>
    public IEnumerable<NamedBreaker> SplitByProxy() => Calls.GroupBy(static call => call.Proxied).Select(static calls => new NamedBreaker([.. calls]));

    // As the generator resolves them: members, then interfaces and assembly attributes for interfaces, then the defaults of assemblies.
    private static IEnumerable<BreakerAttribute> GetNearestFirst(IReadOnlyList<GuardedMethod> calls) => calls
        .SelectMany(static call => AnnotatedInterface.AttributesFor(call.Method, call.Proxied))
        .OrderBy(static attribute => attribute.Owner is INamedTypeSymbol or IAssemblySymbol)
        .Concat(calls
            .Select(static call => call.Attribute.Assembly)
            .Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default)
            .Select(BreakerAttribute.DefaultsOf)
            .OfType<BreakerAttribute>());
}

/// <summary>A method or accessor of a proxy, with the attribute that guards it.</summary>
internal readonly record struct GuardedMethod(IMethodSymbol Method, ProxiedInterface Proxied, BreakerAttribute Attribute)
{
    public static IEnumerable<GuardedMethod> FindAll(ProxiedInterface proxied)
    {
        foreach (var call in AnnotatedInterface.MembersOf(proxied.Type).SelectMany(AnnotatedInterface.CallsOf))
        {
            if (AnnotatedInterface.BreakerOf(call, proxied) is { } attribute) yield return new GuardedMethod(call, proxied, attribute);
        }
    }
}
