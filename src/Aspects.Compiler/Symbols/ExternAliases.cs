using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The references of a compilation that are known by an alias alone: code cannot name their types from <c>global::</c>.</summary>
internal sealed class ExternAliases
{
    private static readonly ConditionalWeakTable<Compilation, ExternAliases> Known = new();

    private readonly Dictionary<IAssemblySymbol, string> _aliases = new(SymbolEqualityComparer.Default);

    private ExternAliases(Compilation compilation)
    {
        foreach (var reference in compilation.References)
        {
            var aliases = reference.Properties.Aliases;
            if (aliases.IsDefaultOrEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias)) continue;
            if (compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly) _aliases[assembly] = aliases[0];
        }

        Names = _aliases.Values.Distinct(StringComparer.Ordinal).OrderBy(static alias => alias, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>The aliases, which a file has to declare to use them.</summary>
    public EquatableArray<string> Names { get; }

    public static ExternAliases Of(Compilation compilation) => Known.GetValue(compilation, static compilation => new ExternAliases(compilation));

    /// <summary>The name of a type in full.</summary>
    public string NameOf(ITypeSymbol type, SymbolDisplayFormat format) =>
        _aliases.Count == 0 ? type.ToDisplayString(format) : string.Concat(PartsOf(type, format).Select(static part => part.Text));

    /// <summary>The parts of that name, each with the symbol that it stands for.</summary>
    public IEnumerable<(string Text, ISymbol? Symbol)> PartsOf(ITypeSymbol type, SymbolDisplayFormat format)
    {
        var parts = type.ToDisplayParts(format);
        for (var i = 0; i < parts.Length; i++)
        {
            yield return (parts[i].Kind == SymbolDisplayPartKind.Keyword && parts[i].ToString() == "global" ? RootOf(parts, i) : parts[i].ToString(), parts[i].Symbol);
        }
    }

    // The first type after it says where the name begins.
    private string RootOf(ImmutableArray<SymbolDisplayPart> parts, int index)
    {
        for (var i = index + 1; i < parts.Length; i++)
        {
            if (parts[i].Symbol is INamedTypeSymbol { ContainingAssembly: { } assembly }) return _aliases.TryGetValue(assembly, out var alias) ? alias : "global";
        }

        return "global";
    }
}
