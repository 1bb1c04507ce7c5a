using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The aspects of the library, the outermost first.</summary>
internal sealed class AspectSet(params IAspect[] aspects)
{
    /// <summary>
    /// Returns whether attributes on an interface, its members or its base interfaces request a proxy.
    /// </summary>
    public bool IsUsedBy(INamedTypeSymbol type) => aspects.Any(aspect => aspect.IsUsedBy(type));

    /// <summary>
    /// Lists the interfaces that assembly attributes name, without repeats, in the order of their names.
    /// </summary>
    public IEnumerable<INamedTypeSymbol> GetExternalInterfaces(Compilation compilation) => aspects
        .SelectMany(aspect => aspect.GetExternalInterfaces(compilation))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .OrderBy(static type => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), StringComparer.Ordinal);

    public IEnumerable<Refusal> FindRefusals(INamedTypeSymbol type, Compilation compilation) =>
        aspects.SelectMany(aspect => aspect.FindRefusals(type, compilation));

    public string? ReasonAgainst(ISymbol member, INamedTypeSymbol type, Compilation compilation) => aspects
        .Select(aspect => aspect.ReasonAgainst(member, type, compilation))
        .FirstOrDefault(static reason => reason is not null);

    /// <summary>Creates the parsers for one interface; <see langword="null"/> if an attribute is unfinished.</summary>
    public IReadOnlyList<IAspectParser>? CreateParsers(ProxyScope scope)
    {
        var parsers = aspects.Select(aspect => aspect.CreateParser(scope)).OfType<IAspectParser>().ToList();
        return parsers.Count == aspects.Length ? parsers : null;
    }
}
