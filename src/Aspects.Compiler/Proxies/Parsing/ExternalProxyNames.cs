using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Chooses unique names of proxies for external interfaces. Annotated interfaces of the project keep their names.
/// </summary>
/// <remarks>Two closed forms may differ only in the namespaces of their type arguments.</remarks>
internal sealed class ExternalProxyNames(AspectSet aspects, Compilation compilation)
{
    private readonly HashSet<(string Namespace, string Name, int Arity)> _claimed = [];
    private readonly HashSet<string> _knownNamespaces = new(StringComparer.Ordinal);

    public string Choose(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace.ToDisplayString();
        if (_knownNamespaces.Add(space)) ClaimOwn(type.ContainingNamespace, space);

        var arity = TypeParts.GetTypeArguments(type).Count(static argument => argument is ITypeParameterSymbol);
        var name = ProxyNames.EnumerateFree(ProxyNames.Flatten(type) + WriteArguments(type), type, compilation)
            .First(name => !_claimed.Contains((space, name, arity)));
        _claimed.Add((space, name, arity));
        return name;
    }

    private void ClaimOwn(INamespaceSymbol containing, string space)
    {
        if (ProxyNames.FindNamespace(compilation.Assembly.GlobalNamespace, containing) is not { } own) return;
        foreach (var type in own.GetTypeMembers().SelectMany(ListWithNested))
        {
            if (type.TypeKind != TypeKind.Interface || !aspects.IsUsedBy(type)) continue;
            _claimed.Add((space, ProxyNames.ChooseOwn(type, aspects, compilation), TypeParts.GetTypeArguments(type).Length));
        }
    }

    private static IEnumerable<INamedTypeSymbol> ListWithNested(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(ListWithNested).Prepend(type);

    /// <summary>
    /// Writes the suffix that distinguishes the closed forms of one interface, such as <c>OfOrder</c>.
    /// </summary>
    private static string WriteArguments(INamedTypeSymbol type) =>
        TypeNames.IsClosed(type) ? "Of" + string.Join("And", TypeParts.GetTypeArguments(type).Select(GetName)) : "";

    private static string GetName(ITypeSymbol argument) => argument switch
    {
        IArrayTypeSymbol array => GetName(array.ElementType) + "Array",
        INamedTypeSymbol { IsTupleType: true } tuple => "Tuple" + string.Join("And", tuple.TypeArguments.Select(GetName)),
        INamedTypeSymbol { Arity: > 0 } generic => generic.Name + "Of" + string.Join("And", generic.TypeArguments.Select(GetName)),
        _ => argument.Name.Length > 0 ? argument.Name : argument.TypeKind.ToString(),
    };
}
