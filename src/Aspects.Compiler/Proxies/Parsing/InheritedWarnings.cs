using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>
/// Warnings that the names in an interface raise wherever they are written. Its author has settled them where they were
/// written first; in generated code nobody could.
/// </summary>
internal static class InheritedWarnings
{
    private const string NameInLowerCase = "CS8981";
    private const string BaseWithTwoNullabilities = "CS8645";
    private const string Obsolete = "System.ObsoleteAttribute";

    /// <param name="type">The interface.</param>
    /// <param name="members">Its members.</param>
    /// <param name="named">What attributes name beside them, and the proxy uses: fallbacks, exceptions, classifiers.</param>
    public static EquatableArray<string> Of(INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members, IEnumerable<ISymbol> named)
    {
        var warnings = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var used in named)
        {
            if (used is ITypeSymbol usedType) AddIdsOf(usedType, warnings);
            else AddIdsOn(used, warnings);
        }

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
            case IFunctionPointerTypeSymbol function:
                AddIdsOf(function.Signature.ReturnType, warnings);
                foreach (var parameter in function.Signature.Parameters) AddIdsOf(parameter.Type, warnings);
                break;
            case INamedTypeSymbol named:
                AddIdsOn(named, warnings);
                if (ExperimentalAssemblies.IdOf(named.ContainingAssembly) is { } idOfAssembly) warnings.Add(idOfAssembly);
                foreach (var argument in named.TypeArguments) AddIdsOf(argument, warnings);
                if (named.ContainingType is { } around) AddIdsOf(around, warnings);
                break;
        }
    }

    private static void AddIdsOn(ISymbol symbol, SortedSet<string> warnings)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            // An id that is no identifier cannot be silenced, here or anywhere.
            if (IdOf(attribute) is { } id && SyntaxFacts.IsValidIdentifier(id)) warnings.Add(id);
        }
    }

    // What is obsolete without an id of its own has one of the compiler's, which every generated file suppresses.
    private static string? IdOf(AttributeData attribute) => RepeatedAttributes.FullName(attribute) switch
    {
        ExperimentalAssemblies.Attribute => ExperimentalAssemblies.IdOf(attribute),
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
