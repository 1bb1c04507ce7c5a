using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads the ids of the warnings about experimental types and experimental assemblies.</summary>
internal static class ExperimentalTypes
{
    /// <summary>Returns the id in <c>[Experimental]</c>; <see langword="null"/> for every other attribute.</summary>
    public static string? GetId(AttributeData attribute) =>
        KnownTypes.Is(attribute.AttributeClass, "System.Diagnostics.CodeAnalysis", "ExperimentalAttribute")
            ? attribute.ConstructorArguments is { Length: 1 } arguments ? arguments[0].Value as string : null
            : null;

    /// <summary>
    /// Returns the id of an assembly or module; <see langword="null"/> if the assembly is not experimental.
    /// </summary>
    public static string? GetId(IAssemblySymbol assembly) => assembly.GetAttributes()
        .Concat(assembly.Modules.SelectMany(static module => module.GetAttributes()))
        .Select(GetId)
        .FirstOrDefault(static id => id is not null);
}
