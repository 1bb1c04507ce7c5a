using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The assembly being compiled, and the catalogs of the assemblies it references.</summary>
internal static class AssemblyParser
{
    private const string RuntimeAssembly = "Aspects";
    private const string CatalogAttribute = "AspectCatalogAttribute";

    public static AssemblyModel Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var aliases = ExternAliases.Of(compilation);
        var catalogs = new List<string>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CatalogOf(assembly) is { } catalog) catalogs.Add(aliases.NameOf(catalog, SymbolDisplayFormat.FullyQualifiedFormat));
        }

        catalogs.Sort(StringComparer.Ordinal);
        return new AssemblyModel(compilation.AssemblyName ?? "", aliases.Names, catalogs.ToEquatableArray());
    }

    private static INamedTypeSymbol? CatalogOf(IAssemblySymbol assembly)
    {
        // Reading the attributes of every assembly of the framework would be slow, and none of them uses the library.
        if (!assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static identity => identity.Name == RuntimeAssembly))) return null;

        foreach (var attribute in assembly.GetAttributes())
        {
            if (attribute is
                {
                    AttributeClass: { Name: CatalogAttribute, ContainingNamespace: { Name: "Aspects", ContainingNamespace.IsGlobalNamespace: true } },
                    ConstructorArguments: { Length: 1 } arguments,
                }
                && arguments[0].Value is INamedTypeSymbol catalog)
            {
                return catalog;
            }
        }

        return null;
    }
}
