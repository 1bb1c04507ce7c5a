using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// The references of a compilation that only an extern alias names: <c>global::</c> does not reach their types.
/// </summary>
internal sealed class ExternAliases
{
    private readonly Dictionary<IAssemblySymbol, string> _aliases = new(SymbolEqualityComparer.Default);

    public ExternAliases(Compilation compilation)
    {
        foreach (var reference in compilation.References)
        {
            var aliases = reference.Properties.Aliases;
            if (aliases.IsDefaultOrEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias)) continue;
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly) _aliases[assembly] = aliases[0];
        }

        Names = [.. _aliases.Values.Distinct(StringComparer.Ordinal).OrderBy(static alias => alias, StringComparer.Ordinal)];
    }

    /// <summary>The aliases that a file declares before it uses them.</summary>
    public ImmutableArray<string> Names { get; }

    public string GetName(ITypeSymbol type, SymbolDisplayFormat format) =>
        _aliases.Count == 0 ? type.ToDisplayString(format) : string.Concat(GetParts(type, format).Select(static part => part.Text));

    /// <summary>The parts of the name of a type, each with the symbol that it names.</summary>
    public IEnumerable<(string Text, ISymbol? Symbol)> GetParts(ITypeSymbol type, SymbolDisplayFormat format)
    {
        var parts = type.ToDisplayParts(format);
        for (var i = 0; i < parts.Length; i++)
        {
            var isRoot = parts[i].Kind == SymbolDisplayPartKind.Keyword && parts[i].ToString() == "global";
            yield return (isRoot ? GetRoot(parts, i) : parts[i].ToString(), parts[i].Symbol);
        }
    }

    // The first type after the root belongs to the assembly that decides the alias.
    private string GetRoot(ImmutableArray<SymbolDisplayPart> parts, int index)
    {
        for (var i = index + 1; i < parts.Length; i++)
        {
            if (parts[i].Symbol is INamedTypeSymbol { ContainingAssembly: { } assembly }) return _aliases.TryGetValue(assembly, out var alias) ? alias : "global";
        }

        return "global";
    }
}
