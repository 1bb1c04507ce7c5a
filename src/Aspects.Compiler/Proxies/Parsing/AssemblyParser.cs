using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Parses the assembly being compiled, and finds the catalogs of the referenced assemblies.</summary>
internal static class AssemblyParser
{
    private const string RuntimeAssembly = "Aspects";

    public static AssemblyModel Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var aliases = CompilationContext.Get(compilation).Aliases;
        var catalogs = new List<string>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FindCatalog(assembly) is { } catalog) catalogs.Add(aliases.GetName(catalog, SymbolDisplayFormat.FullyQualifiedFormat));
        }

        catalogs.Sort(StringComparer.Ordinal);
        return new AssemblyModel(compilation.AssemblyName ?? "", aliases.Names.ToEquatableArray(), catalogs.ToEquatableArray());
    }

    private static INamedTypeSymbol? FindCatalog(IAssemblySymbol assembly)
    {
        // Skips assemblies that do not reference the library. Their attributes would take long to read.
        if (!assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static identity => identity.Name == RuntimeAssembly))) return null;

        foreach (var attribute in assembly.GetAttributes())
        {
            if (KnownTypes.Is(attribute.AttributeClass, "Aspects", "AspectCatalogAttribute")
                && attribute.ConstructorArguments is { Length: 1 } arguments
                && arguments[0].Value is INamedTypeSymbol catalog)
            {
                return catalog;
            }
        }

        return null;
    }
}
