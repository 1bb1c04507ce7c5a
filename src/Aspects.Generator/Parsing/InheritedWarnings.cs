using Aspects.Generator.Models;
using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Parsing;

/// <summary>
/// Warnings that the names in an interface raise wherever they are written. Its author has settled them where they were
/// written first; in generated code nobody could.
/// </summary>
internal static class InheritedWarnings
{
    private const string NameInLowerCase = "CS8981";
    private const string Experimental = "System.Diagnostics.CodeAnalysis.ExperimentalAttribute";

    public static EquatableArray<string> Of(INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members)
    {
        var warnings = new SortedSet<string>(StringComparer.Ordinal);
        AddExperimental(type, warnings);
        foreach (var inherited in type.AllInterfaces) AddExperimental(inherited, warnings);
        foreach (var used in members.SelectMany(TypesOf)) AddExperimental(used, warnings);
        if (TypeParametersAround(type).Concat(members.SelectMany(TypeParametersOf)).Any(IsInLowerCase)) warnings.Add(NameInLowerCase);
        return warnings.ToEquatableArray();
    }

    private static void AddExperimental(ITypeSymbol type, SortedSet<string> warnings)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddExperimental(array.ElementType, warnings);
                break;
            case IPointerTypeSymbol pointer:
                AddExperimental(pointer.PointedAtType, warnings);
                break;
            case INamedTypeSymbol named:
                foreach (var attribute in named.GetAttributes())
                {
                    if (attribute is { ConstructorArguments: { Length: 1 } arguments, AttributeClass: { } attributeClass }
                        && attributeClass.ToDisplayString() == Experimental
                        && arguments[0].Value is string id)
                    {
                        warnings.Add(id);
                    }
                }

                foreach (var argument in named.TypeArguments) AddExperimental(argument, warnings);
                if (named.ContainingType is { } around) AddExperimental(around, warnings);
                break;
        }
    }

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
