using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The interfaces of a compilation that get their proxies by attributes on the assembly.</summary>
internal sealed class ExternalInterfaces
{
    private readonly Dictionary<ISymbol, ProxiedInterface> _byType = new(SymbolEqualityComparer.Default);

    private ExternalInterfaces(Compilation compilation)
    {
        All =
        [
            .. BreakerAttribute.FindExternal(compilation.Assembly)
                .Where(attribute => attribute.HasUsableName && attribute.ExternalType is { } type && ReasonAgainst(type, compilation.Assembly) is null)
                .GroupBy(static attribute => attribute.ExternalType!, SymbolEqualityComparer.Default)
                .Select(static sameType => new ProxiedInterface((INamedTypeSymbol)sameType.Key!, [.. InOrder(sameType)]))
                .OrderBy(static proxied => proxied.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), StringComparer.Ordinal),
        ];
        foreach (var proxied in All) _byType[proxied.Type] = proxied;
    }

    /// <summary>
    /// Each interface once, with all attributes that name it. Attributes that cannot be followed are left out.
    /// </summary>
    public IReadOnlyList<ProxiedInterface> All { get; }

    public static ExternalInterfaces Get(Compilation compilation) =>
        CompilationContext.Get(compilation).GetOrAdd(static compilation => new ExternalInterfaces(compilation));

    /// <summary>Returns an interface with the attributes on the assembly that name exactly this form of it.</summary>
    public ProxiedInterface Resolve(INamedTypeSymbol type) => _byType.TryGetValue(type, out var proxied) ? proxied : new ProxiedInterface(type);

    /// <summary>The reason against an interface in such an attribute; <see langword="null"/> where it can.</summary>
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
