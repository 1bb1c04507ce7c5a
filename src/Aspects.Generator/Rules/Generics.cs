using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Generator.Rules;

/// <summary>Generic types as a whole: with the type parameters of the types they are nested in.</summary>
internal static class Generics
{
    /// <summary>The arguments of the types around a type and its own, in their order.</summary>
    public static ImmutableArray<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        type.ContainingType is { } around ? ArgumentsOf(around).AddRange(type.TypeArguments) : type.TypeArguments;

    /// <summary>A definition with as many arguments as it has parameters, around it and of its own.</summary>
    public static INamedTypeSymbol Construct(INamedTypeSymbol definition, ImmutableArray<ITypeSymbol> arguments)
    {
        var count = arguments.Length - definition.Arity;
        var type = definition.ContainingType is { } around
            ? Construct(around, arguments.RemoveRange(count, definition.Arity)).GetTypeMembers(definition.Name, definition.Arity)
                .First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, definition))
            : definition;
        return definition.Arity == 0 ? type : type.Construct([.. arguments.Skip(count)]);
    }

    /// <summary>A type parameter whose constraints its argument does not meet, be it by nullability only; <see langword="null"/> where all are met.</summary>
    public static ITypeParameterSymbol? UnmetConstraint(INamedTypeSymbol type, Compilation compilation)
    {
        var parameters = ArgumentsOf(type.OriginalDefinition);
        var arguments = ArgumentsOf(type);
        return parameters.Cast<ITypeParameterSymbol>()
            .Where((parameter, index) => !Meets(arguments[index], parameter, constraint => Substitute(constraint, parameters, arguments, compilation), compilation))
            .FirstOrDefault();
    }

    private static bool Meets(ITypeSymbol argument, ITypeParameterSymbol parameter, Func<ITypeSymbol, ITypeSymbol> substitute, Compilation compilation)
    {
        var isNotNull = IsNotNull(argument);
        return (!parameter.HasReferenceTypeConstraint || argument.IsReferenceType)
            && (!parameter.HasValueTypeConstraint || (argument.IsValueType && !IsNullable(argument)))
            && (!parameter.HasUnmanagedTypeConstraint || argument.IsUnmanagedType)
            && (!parameter.HasConstructorConstraint || CanBeMade(argument))
            && (parameter.AllowsRefLikeType || argument is not ({ IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true }))
            && (isNotNull || !IsNotNull(parameter))
            && parameter.ConstraintTypes.Select(substitute).All(constraint => Converts(argument, constraint, compilation));
    }

    private static bool Converts(ITypeSymbol argument, ITypeSymbol constraint, Compilation compilation) =>
        compilation.ClassifyConversion(argument, constraint) is { IsImplicit: true, IsUserDefined: false } conversion
        && (conversion.IsIdentity || conversion.IsReference || conversion.IsBoxing);

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    // Of a type parameter: whether its constraints rule null out.
    private static bool IsNotNull(ITypeSymbol type) => type switch
    {
        _ when type.NullableAnnotation == NullableAnnotation.Annotated || IsNullable(type) => false,
        ITypeParameterSymbol parameter => parameter.HasNotNullConstraint
            || parameter.IsValueType
            || (parameter.HasReferenceTypeConstraint && parameter.ReferenceTypeConstraintNullableAnnotation != NullableAnnotation.Annotated)
            || parameter.ConstraintTypes.Any(IsNotNull),
        _ => true,
    };

    private static bool CanBeMade(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.HasConstructorConstraint || parameter.IsValueType,
        INamedTypeSymbol named => named.IsValueType
            || (!named.IsAbstract && named.InstanceConstructors.Any(static made => made is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })),
        _ => false,
    };

    private static ITypeSymbol Substitute(ITypeSymbol type, ImmutableArray<ITypeSymbol> parameters, ImmutableArray<ITypeSymbol> arguments, Compilation compilation)
    {
        return Replaced(type);

        ITypeSymbol Replaced(ITypeSymbol found) => found switch
        {
            ITypeParameterSymbol => parameters.IndexOf(found, SymbolEqualityComparer.Default) is >= 0 and var index ? arguments[index] : found,
            IArrayTypeSymbol array => compilation.CreateArrayTypeSymbol(Replaced(array.ElementType), array.Rank),
            INamedTypeSymbol named when ArgumentsOf(named) is { IsEmpty: false } own => Construct(named.OriginalDefinition, [.. own.Select(Replaced)]),
            _ => found,
        };
    }
}
