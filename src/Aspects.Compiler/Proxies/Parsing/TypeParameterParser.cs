using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Parses type parameters and their constraints.</summary>
internal static class TypeParameterParser
{
    // The extension is a generic method. Its type parameters cannot have the names of its parameters.
    private static readonly string[] ParametersOfExtension = ["inner", "aspects", "fallback"];

    /// <summary>
    /// Parses the type parameters of the interface and its containing types. The proxy declares them.
    /// </summary>
    public static EquatableArray<TypeParameterModel> ParseAround(
        INamedTypeSymbol type, string baseName, TypeNames types, ReservedNames names)
    {
        var parameters = TypeParts.GetTypeParameters(type).ToList();
        var taken = new HashSet<string>(ParametersOfExtension, StringComparer.Ordinal)
        {
            ProxyModel.ClassNameOf(baseName),
            ProxyModel.ExtensionsNameOf(baseName),
        };
        foreach (var parameter in parameters)
        {
            names.Reserve(parameter.Name);
            Rename(parameter, isTaken: !taken.Add(parameter.Name), types, names);
        }

        return parameters
            .Select(parameter => new TypeParameterModel(
                types.Write(parameter), RepeatedAttributes.WriteInline(parameter.GetAttributes()), WriteConstraints(parameter, types)))
            .ToEquatableArray();
    }

    /// <summary>Parses the type parameters of a method. The constraint contains only the kind of a <c>T?</c>.</summary>
    public static EquatableArray<TypeParameterModel> ParseMethod(
        IMethodSymbol method, INamedTypeSymbol proxied, TypeNames types, ReservedNames names)
    {
        var around = new HashSet<string>(TypeParts.GetTypeParameters(proxied).Select(parameter => types.Write(parameter).TrimStart('@')), StringComparer.Ordinal);
        foreach (var parameter in method.TypeParameters)
        {
            Rename(parameter, isTaken: around.Contains(parameter.Name), types, names);
        }

        return method.TypeParameters
            .Select(parameter => new TypeParameterModel(
                types.Write(parameter),
                RepeatedAttributes.WriteInline(parameter.GetAttributes()),
                IsNullableIn(method, parameter) ? GetKind(parameter) : ""))
            .ToEquatableArray();
    }

    // A type parameter named var would replace the keyword var in the proxy. Contextual keywords need @.
    private static void Rename(ITypeParameterSymbol parameter, bool isTaken, TypeNames types, ReservedNames names)
    {
        if (isTaken || parameter.Name == "var") types.Rename(parameter, names.MakeUnique(parameter.Name));
        else if (SyntaxFacts.GetContextualKeywordKind(parameter.Name) != SyntaxKind.None) types.Rename(parameter, "@" + parameter.Name);
    }

    private static string GetKind(ITypeParameterSymbol parameter) => parameter switch
    {
        { IsReferenceType: true } => "class",
        { HasValueTypeConstraint: true } or { HasUnmanagedTypeConstraint: true } => "struct",

        // In IBase<int>, the constraint R : T makes R a value type, so that R? is R.
        { IsValueType: true } => "",
        _ => "default",
    };

    private static bool IsNullableIn(IMethodSymbol method, ITypeParameterSymbol parameter) =>
        MemberSignature.GetTypes(method).SelectMany(TypeParts.Enumerate).Any(part => part switch
        {
            ITypeParameterSymbol used =>
                used.NullableAnnotation == NullableAnnotation.Annotated && SymbolEqualityComparer.Default.Equals(used, parameter),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                SymbolEqualityComparer.Default.Equals(nullable.TypeArguments[0], parameter),
            _ => false,
        });

    // The language requires this order: primary constraint, types, new(), allows ref struct.
    private static string WriteConstraints(ITypeParameterSymbol parameter, TypeNames types)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint) constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint) constraints.Add(IsAnnotated(parameter) ? "class?" : "class");
        else if (parameter.HasNotNullConstraint) constraints.Add("notnull");

        constraints.AddRange(parameter.ConstraintTypes.Select(types.Write));
        if (parameter is { HasConstructorConstraint: true, HasValueTypeConstraint: false, HasUnmanagedTypeConstraint: false }) constraints.Add("new()");

        if (parameter.AllowsRefLikeType) constraints.Add("allows ref struct");
        return string.Join(", ", constraints);
    }

    private static bool IsAnnotated(ITypeParameterSymbol parameter) =>
        parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated;
}
