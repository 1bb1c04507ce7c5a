using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Finds the interfaces that get their proxies by attributes on the assembly.</summary>
internal static class ExternalInterfaces
{
    /// <summary>Finds each interface once, with all attributes that name it. Attributes that cannot be followed are left out.</summary>
    public static IEnumerable<ProxiedInterface> Find(IAssemblySymbol assembly) => BreakerAttribute.FindExternal(assembly)
        .Where(attribute => attribute.HasUsableName && attribute.ExternalType is { } type && ReasonAgainst(type, assembly) is null)
        .GroupBy(static attribute => attribute.ExternalType!, SymbolEqualityComparer.Default)
        .Select(static ofOne => new ProxiedInterface((INamedTypeSymbol)ofOne.Key!, [.. InOrder(ofOne)]))
        .OrderBy(static proxied => proxied.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), StringComparer.Ordinal);

    /// <summary>Why an interface cannot be named there, as a clause; <see langword="null"/> where it can.</summary>
    public static string? ReasonAgainst(ITypeSymbol? type, IAssemblySymbol assembly) => type switch
    {
        { TypeKind: TypeKind.Error } => "it does not exist",
        not INamedTypeSymbol { TypeKind: TypeKind.Interface } => "the type is not an interface, and a proxy implements only interfaces. Name an interface.",
        INamedTypeSymbol own when SymbolEqualityComparer.Default.Equals(own.ContainingAssembly, assembly) && BreakerUses.IsAnnotated(own) =>
            "the interface has [CircuitBreaker] in this project. Put the settings there.",
        _ => null,
    };

    /// <summary>Lists the names that <c>Members</c> may hold, in order.</summary>
    public static IReadOnlyCollection<string> GetMemberNames(INamedTypeSymbol type) => new SortedSet<string>(
        InterfaceMembers.GetMembers(type)
            .Where(static member => member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
            .Select(static member => member.MetadataName),
        StringComparer.Ordinal);

    // The order of files is not fixed.
    private static IEnumerable<BreakerAttribute> InOrder(IEnumerable<BreakerAttribute> attributes) => attributes
        .OrderBy(static attribute => attribute.Data.ApplicationSyntaxReference?.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(static attribute => attribute.Data.ApplicationSyntaxReference?.Span.Start);
}
