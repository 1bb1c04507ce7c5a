using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>
/// Compares the arguments of a generic type with the constraints of its parameters, as the compiler does.
/// </summary>
internal sealed class TypeConstraints(INamedTypeSymbol type, Compilation compilation)
{
    private readonly ImmutableArray<ITypeSymbol> _parameters = TypeParts.GetTypeArguments(type.OriginalDefinition);
    private readonly ImmutableArray<ITypeSymbol> _arguments = TypeParts.GetTypeArguments(type);

    /// <summary>Finds the first parameter whose argument does not meet the constraints, nullability included.</summary>
    public ITypeParameterSymbol? FindUnmet() => _parameters.Cast<ITypeParameterSymbol>()
        .Where((parameter, index) => !Meets(_arguments[index], parameter))
        .FirstOrDefault();

    private bool Meets(ITypeSymbol argument, ITypeParameterSymbol parameter) =>
        (!parameter.HasReferenceTypeConstraint || argument.IsReferenceType)
        && (!parameter.HasValueTypeConstraint || (argument.IsValueType && !IsNullable(argument)))
        && (!parameter.HasUnmanagedTypeConstraint || argument.IsUnmanagedType)
        && (!parameter.HasConstructorConstraint || HasConstructor(argument))
        && (parameter.AllowsRefLikeType || argument is not ({ IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true }))
        && (!IsNotNull(parameter) || IsNotNull(argument))
        && parameter.ConstraintTypes.Select(Substitute).All(constraint => Converts(argument, constraint));

    private bool Converts(ITypeSymbol argument, ITypeSymbol constraint) =>
        compilation.ClassifyConversion(argument, constraint) is { IsImplicit: true, IsUserDefined: false } conversion
        && (conversion.IsIdentity || conversion.IsReference || conversion.IsBoxing);

    // Replaces the parameters with the arguments.
    private ITypeSymbol Substitute(ITypeSymbol constraint) => constraint switch
    {
        ITypeParameterSymbol => _parameters.IndexOf(constraint, SymbolEqualityComparer.Default) is >= 0 and var index ? _arguments[index] : constraint,
        IArrayTypeSymbol array => compilation.CreateArrayTypeSymbol(Substitute(array.ElementType), array.Rank),
        INamedTypeSymbol named when TypeParts.GetTypeArguments(named) is { IsEmpty: false } own => TypeParts.Construct(named.OriginalDefinition, [.. own.Select(Substitute)]),
        _ => constraint,
    };

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    // For a type parameter, its constraints decide.
    private static bool IsNotNull(ITypeSymbol type) => type switch
    {
        _ when type.NullableAnnotation == NullableAnnotation.Annotated || IsNullable(type) => false,
        ITypeParameterSymbol parameter => parameter.HasNotNullConstraint
            || parameter.IsValueType
            || (parameter.HasReferenceTypeConstraint && parameter.ReferenceTypeConstraintNullableAnnotation != NullableAnnotation.Annotated)
            || parameter.ConstraintTypes.Any(IsNotNull),
        _ => true,
    };

    private static bool HasConstructor(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.HasConstructorConstraint || parameter.IsValueType,
        INamedTypeSymbol named => named.IsValueType
            || (!named.IsAbstract && named.InstanceConstructors.Any(static constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })),
        _ => false,
    };
}
