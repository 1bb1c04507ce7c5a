using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Decides whether the generated extension of an interface is public.</summary>
internal static class ExtensionVisibility
{
    private const int Internal = 1;

    // A public extension can raise these warnings by its parameters, return value and constraints. The registry is not
    // marked as CLS-compliant.
    private static readonly string[] WarningsOfCompliance = ["CS3001", "CS3002", "CS3024"];

    /// <summary>
    /// Returns whether this project declares the interface, all parts of the name are public, and extensions may be
    /// public.
    /// </summary>
    public static bool IsPublic(INamedTypeSymbol type, IAssemblySymbol project) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, project)
        && TypeParts.Enumerate(type).OfType<INamedTypeSymbol>().All(static part => part.DeclaredAccessibility == Accessibility.Public)
        && !project.GetAttributes().Any(static attribute =>
            KnownTypes.Is(attribute.AttributeClass, "Aspects", "AspectsVisibilityAttribute")
            && attribute.ConstructorArguments.FirstOrDefault().Value is Internal);

    /// <summary>Lists the warnings that a public extension raises in a project with <c>[CLSCompliant]</c>.</summary>
    public static IEnumerable<string> FindWarnings(IAssemblySymbol project) =>
        project.GetAttributes().Any(static attribute => KnownTypes.Is(attribute.AttributeClass, "System", "CLSCompliantAttribute"))
            ? WarningsOfCompliance
            : [];
}
