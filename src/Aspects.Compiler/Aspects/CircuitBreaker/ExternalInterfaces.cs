using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The interfaces of a compilation that get a proxy by an assembly attribute.</summary>
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
    /// The interfaces without repeats, each with all its attributes. Invalid attributes are not included.
    /// </summary>
    public IReadOnlyList<ProxiedInterface> All { get; }

    public static ExternalInterfaces Get(Compilation compilation) =>
        CompilationContext.Get(compilation).GetOrAdd(static compilation => new ExternalInterfaces(compilation));

    /// <summary>Returns an interface with the assembly attributes that name exactly this constructed form.</summary>
    public ProxiedInterface Resolve(INamedTypeSymbol type) => _byType.TryGetValue(type, out var proxied) ? proxied : new ProxiedInterface(type);

    /// <summary>
    /// Returns why an assembly attribute cannot name a type; <see langword="null"/> if the type is valid.
    /// </summary>
    public static string? ReasonAgainst(ITypeSymbol? type, IAssemblySymbol assembly) => type switch
    {
        { TypeKind: TypeKind.Error } => "it does not exist",
        not INamedTypeSymbol { TypeKind: TypeKind.Interface } => "the type is not an interface, and a proxy implements only interfaces. Name an interface.",
        INamedTypeSymbol own when SymbolEqualityComparer.Default.Equals(own.ContainingAssembly, assembly) && BreakerUses.IsAnnotated(own) =>
            "the interface has [CircuitBreaker] in this project. Put the settings there.",
        _ => null,
    };

    /// <summary>Lists the valid names for <c>Members</c>, in ordinal order.</summary>
    public static IReadOnlyCollection<string> GetMemberNames(INamedTypeSymbol type) => new SortedSet<string>(
        InterfaceMembers.GetMembers(type)
            .Where(static member => member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
            .Select(static member => member.MetadataName),
        StringComparer.Ordinal);

    // Orders attributes by file path, because the order of files is not fixed.
    private static IEnumerable<BreakerAttribute> InOrder(IEnumerable<BreakerAttribute> attributes) => attributes
        .OrderBy(static attribute => attribute.Data.ApplicationSyntaxReference?.SyntaxTree.FilePath, StringComparer.Ordinal)
        .ThenBy(static attribute => attribute.Data.ApplicationSyntaxReference?.Span.Start);
}
