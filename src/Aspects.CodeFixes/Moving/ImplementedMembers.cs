using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>The members of interfaces that a member of a type implements.</summary>
internal static class ImplementedMembers
{
    public static IEnumerable<ISymbol> Of(ISymbol member) => member.ContainingType.AllInterfaces
        .SelectMany(static type => type.GetMembers())
        .Where(candidate => member.ContainingType.FindImplementationForInterfaceMember(candidate) is { } implementation && IsOrOverrides(member, implementation));

    /// <summary>Where a member is declared in the solution; <see langword="null"/> where it is not.</summary>
    public static MemberDeclarationSyntax? DeclarationOf(ISymbol member, Solution solution) => member.DeclaringSyntaxReferences
        .Where(reference => Documents.Of(reference.SyntaxTree, solution) is not null)
        .Select(static reference => reference.GetSyntax())
        .OfType<MemberDeclarationSyntax>()
        .FirstOrDefault();

    /// <summary>Whether the attribute can be put on a member: there it guards, and nothing is said of guarding yet.</summary>
    public static bool CanCarryAttribute(ISymbol member) =>
        AnnotatedInterface.IsSeenByProxy(member) && BreakerAttribute.On(member) is null && !BreakerAttribute.OptsOut(member);

    private static bool IsOrOverrides(ISymbol member, ISymbol implementation) =>
        SymbolEqualityComparer.Default.Equals(member, implementation)
        || (OverriddenBy(member) is { } overridden && IsOrOverrides(overridden, implementation));

    private static ISymbol? OverriddenBy(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };
}
