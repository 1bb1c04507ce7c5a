using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Decides whether the generated extension of an interface is public.</summary>
internal static class ExtensionVisibility
{
    private const int Internal = 1;

    // The parameter, return value and constraints of a public method; the registry itself is not marked as
    // CLS-compliant.
    private static readonly string[] WarningsOfCompliance = ["CS3001", "CS3002", "CS3024"];

    /// <summary>
    /// Whether the interface is the project's own, every part of its name is public, and the project has not opted out.
    /// </summary>
    public static bool IsPublic(INamedTypeSymbol type, IAssemblySymbol project) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, project)
        && TypeParts.Enumerate(type).OfType<INamedTypeSymbol>().All(static part => part.DeclaredAccessibility == Accessibility.Public)
        && !project.GetAttributes().Any(static attribute =>
            KnownTypes.Is(attribute.AttributeClass, "Aspects", "AspectsVisibilityAttribute")
            && attribute.ConstructorArguments.FirstOrDefault().Value is Internal);

    /// <summary>The warnings that a public extension raises in a project that declares itself CLS-compliant.</summary>
    public static IEnumerable<string> FindWarnings(IAssemblySymbol project) =>
        project.GetAttributes().Any(static attribute => KnownTypes.Is(attribute.AttributeClass, "System", "CLSCompliantAttribute"))
            ? WarningsOfCompliance
            : [];
}
