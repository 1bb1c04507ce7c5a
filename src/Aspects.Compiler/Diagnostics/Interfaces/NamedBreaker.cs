using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>A breaker, the calls that go through it, and what all their attributes set together.</summary>
internal sealed class NamedBreaker
{
    private readonly Dictionary<string, (double Value, BreakerAttribute Attribute)> _settings = new(StringComparer.Ordinal);

    private NamedBreaker(IReadOnlyList<GuardedMethod> calls)
    {
        Calls = calls;
        foreach (var attribute in NearestFirst(calls))
        {
            // The generator leaves out what is out of range, and where two of one level disagree the first stands.
            foreach (var (setting, value) in attribute.Settings)
            {
                if (setting.Allows(value) && !_settings.ContainsKey(setting.Name)) _settings.Add(setting.Name, (value, attribute));
            }
        }
    }

    public string Name => Calls[0].Attribute.Name!;

    public IReadOnlyList<GuardedMethod> Calls { get; }

    /// <summary>The settings that attributes make, by their names there, each with the attribute that decides.</summary>
    public IReadOnlyDictionary<string, (double Value, BreakerAttribute Attribute)> Settings => _settings;

    /// <summary>The breakers of some proxies: what has one name is one, whatever its case.</summary>
    public static IEnumerable<NamedBreaker> In(IEnumerable<ProxiedInterface> proxies) => proxies
        .SelectMany(GuardedMethod.In)
        .Where(static call => call.Attribute.HasUsableName)
        .GroupBy(static call => call.Attribute.Name!, StringComparer.OrdinalIgnoreCase)
        .Select(static calls => new NamedBreaker([.. calls]));

    /// <summary>The breaker as each proxy by itself sets it.</summary>
    public IEnumerable<NamedBreaker> ByProxy() => Calls.GroupBy(static call => call.Proxied).Select(static calls => new NamedBreaker([.. calls]));

    // As the generator resolves them: those on members, those on interfaces and for interfaces on the assembly, the defaults of assemblies.
    private static IEnumerable<BreakerAttribute> NearestFirst(IReadOnlyList<GuardedMethod> calls) => calls
        .SelectMany(static call => AnnotatedInterface.AttributesFor(call.Method, call.Proxied))
        .OrderBy(static attribute => attribute.Owner is INamedTypeSymbol or IAssemblySymbol)
        .Concat(calls
            .Select(static call => call.Attribute.Assembly)
            .Distinct<IAssemblySymbol>(SymbolEqualityComparer.Default)
            .Select(BreakerAttribute.DefaultsOf)
            .OfType<BreakerAttribute>());
}

/// <summary>A method or an accessor of a proxy, and the attribute that guards it.</summary>
internal readonly record struct GuardedMethod(IMethodSymbol Method, ProxiedInterface Proxied, BreakerAttribute Attribute)
{
    public static IEnumerable<GuardedMethod> In(ProxiedInterface proxied)
    {
        foreach (var call in AnnotatedInterface.MembersOf(proxied.Type).SelectMany(AnnotatedInterface.CallsOf))
        {
            if (AnnotatedInterface.BreakerOf(call, proxied) is { } attribute) yield return new GuardedMethod(call, proxied, attribute);
        }
    }
}
