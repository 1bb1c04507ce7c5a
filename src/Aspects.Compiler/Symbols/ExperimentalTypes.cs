using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Reads the ids of the warnings about experimental types, and about assemblies that are experimental as a whole.
/// </summary>
internal static class ExperimentalTypes
{
    /// <summary>The id in an attribute; <see langword="null"/> where the attribute is another.</summary>
    public static string? GetId(AttributeData attribute) =>
        KnownTypes.Is(attribute.AttributeClass, "System.Diagnostics.CodeAnalysis", "ExperimentalAttribute")
            ? attribute.ConstructorArguments is { Length: 1 } arguments ? arguments[0].Value as string : null
            : null;

    /// <summary>
    /// The id of an assembly, on itself or on one of its modules; <see langword="null"/> where it is not experimental.
    /// </summary>
    public static string? GetId(IAssemblySymbol assembly) => assembly.GetAttributes()
        .Concat(assembly.Modules.SelectMany(static module => module.GetAttributes()))
        .Select(GetId)
        .FirstOrDefault(static id => id is not null);
}
