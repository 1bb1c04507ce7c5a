using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The references of a compilation whose types need an extern alias instead of <c>global::</c>.</summary>
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

    /// <summary>The aliases that each generated file declares.</summary>
    public ImmutableArray<string> Names { get; }

    public string GetName(ITypeSymbol type, SymbolDisplayFormat format) =>
        _aliases.Count == 0 ? type.ToDisplayString(format) : string.Concat(GetParts(type, format).Select(static part => part.Text));

    /// <summary>Returns the parts of the name of a type, each with its symbol.</summary>
    public IEnumerable<(string Text, ISymbol? Symbol)> GetParts(ITypeSymbol type, SymbolDisplayFormat format)
    {
        var parts = type.ToDisplayParts(format);
        for (var i = 0; i < parts.Length; i++)
        {
            var isRoot = parts[i].Kind == SymbolDisplayPartKind.Keyword && parts[i].ToString() == "global";
            yield return (isRoot ? GetRoot(parts, i) : parts[i].ToString(), parts[i].Symbol);
        }
    }

    // The alias belongs to the assembly of the first type after the root.
    private string GetRoot(ImmutableArray<SymbolDisplayPart> parts, int index)
    {
        for (var i = index + 1; i < parts.Length; i++)
        {
            if (parts[i].Symbol is INamedTypeSymbol { ContainingAssembly: { } assembly }) return _aliases.TryGetValue(assembly, out var alias) ? alias : "global";
        }

        return "global";
    }
}
