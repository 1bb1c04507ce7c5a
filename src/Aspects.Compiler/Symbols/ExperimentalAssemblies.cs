using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Assemblies that are experimental as a whole: each of their types is, wherever it is named.</summary>
internal static class ExperimentalAssemblies
{
    public const string Attribute = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    // The attributes of the framework's assemblies are many, and read once.
    private static readonly ConditionalWeakTable<IAssemblySymbol, string> Known = new();

    /// <summary>The id of its warning; <see langword="null"/> of an assembly that is not experimental.</summary>
    public static string? IdOf(IAssemblySymbol? assembly) =>
        assembly is not null && Known.GetValue(assembly, Read) is { Length: > 0 } id ? id : null;

    /// <summary>The id in the attribute.</summary>
    public static string? IdOf(AttributeData attribute) => attribute.ConstructorArguments is { Length: 1 } arguments ? arguments[0].Value as string : null;

    private static string Read(IAssemblySymbol assembly) => assembly.GetAttributes().Concat(assembly.Modules.SelectMany(static module => module.GetAttributes()))
        .Where(static attribute => RepeatedAttributes.FullName(attribute) == Attribute)
        .Select(IdOf)
        .FirstOrDefault() ?? "";
}
