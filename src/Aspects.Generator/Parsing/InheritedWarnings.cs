using Aspects.Generator.Models;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Parsing;

/// <summary>
/// Warnings that the names in an interface raise wherever they are written. Its author has settled them where they were
/// written first; in generated code nobody could.
/// </summary>
internal static class InheritedWarnings
{
    private const string NameInLowerCase = "CS8981";
    private const string BaseWithTwoNullabilities = "CS8645";
    private const string Obsolete = "System.ObsoleteAttribute";
    private const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    public static EquatableArray<string> Of(INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members)
    {
        var warnings = new SortedSet<string>(StringComparer.Ordinal);
        AddIdsOf(type, warnings);
        if (AnnotatedInterface.InterfacesOf(type).Count() <= type.AllInterfaces.Length) warnings.Add(BaseWithTwoNullabilities);
        foreach (var inherited in type.AllInterfaces) AddIdsOf(inherited, warnings);
        foreach (var used in members.SelectMany(TypesOf)) AddIdsOf(used, warnings);
        foreach (var constraint in TypeParametersAround(type).SelectMany(static parameter => parameter.ConstraintTypes)) AddIdsOf(constraint, warnings);
        if (TypeParametersAround(type).Concat(members.SelectMany(TypeParametersOf)).Any(IsInLowerCase)) warnings.Add(NameInLowerCase);
        return warnings.ToEquatableArray();
    }

    private static void AddIdsOf(ITypeSymbol type, SortedSet<string> warnings)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddIdsOf(array.ElementType, warnings);
                break;
            case IPointerTypeSymbol pointer:
                AddIdsOf(pointer.PointedAtType, warnings);
                break;
            case INamedTypeSymbol named:
                foreach (var attribute in named.GetAttributes())
                {
                    if (IdOf(attribute) is { } id) warnings.Add(id);
                }

                foreach (var argument in named.TypeArguments) AddIdsOf(argument, warnings);
                if (named.ContainingType is { } around) AddIdsOf(around, warnings);
                break;
        }
    }

    // What is obsolete without an id of its own has one of the compiler's, which every generated file suppresses.
    private static string? IdOf(AttributeData attribute) => RepeatedAttributes.FullName(attribute) switch
    {
        Experimental => attribute.ConstructorArguments is { Length: 1 } arguments ? arguments[0].Value as string : null,
        Obsolete => attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "DiagnosticId").Value.Value as string,
        _ => null,
    };

    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType),
        IPropertySymbol property => property.Parameters.Select(static parameter => parameter.Type).Append(property.Type),
        IEventSymbol declared => [declared.Type],
        _ => [],
    };

    private static IEnumerable<ITypeParameterSymbol> TypeParametersAround(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? TypeParametersAround(around).Concat(type.TypeParameters) : type.TypeParameters;

    private static IEnumerable<ITypeParameterSymbol> TypeParametersOf(ISymbol member) =>
        member is IMethodSymbol method ? method.TypeParameters : [];

    private static bool IsInLowerCase(ITypeParameterSymbol parameter) =>
        parameter.Name.Length > 0 && parameter.Name.All(static character => character is >= 'a' and <= 'z');
}
