using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>
/// Finds overloads with a higher <c>[OverloadResolutionPriority]</c>, because the call in a proxy would bind to them.
/// </summary>
internal static class OverloadPriority
{
    private const string AttributeName = "OverloadResolutionPriorityAttribute";

    /// <summary>
    /// Finds the overload that a call of a member binds to; <see langword="null"/> for the member itself.
    /// </summary>
    public static ISymbol? FindWinner(ISymbol member, Compilation compilation)
    {
        // The compiler compares priorities only within one type.
        var namesakes = member.ContainingType.GetMembers(member.Name);
        if (namesakes.Length == 1) return null;
        var priority = GetPriority(member);
        return namesakes.FirstOrDefault(other => GetPriority(other) > priority && Takes(other, member, compilation));
    }

    private static int GetPriority(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: AttributeName, ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is int priority) return priority;
        }

        return 0;
    }

    private static bool Takes(ISymbol other, ISymbol member, Compilation compilation) => (other, member) switch
    {
        // For a generic member, the proxy writes type arguments. Otherwise the compiler infers them.
        (IMethodSymbol one, IMethodSymbol called) => (called.Arity == 0 || one.Arity == called.Arity) && Takes(one.Parameters, called.Parameters, compilation),
        (IPropertySymbol one, IPropertySymbol called) => Takes(one.Parameters, called.Parameters, compilation),
        _ => false,
    };

    private static bool Takes(ImmutableArray<IParameterSymbol> parameters, ImmutableArray<IParameterSymbol> arguments, Compilation compilation)
    {
        var isList = parameters.Length > 0 && parameters[parameters.Length - 1] is { IsParamsArray: true } or { IsParamsCollection: true };
        if (arguments.Length > parameters.Length && !isList) return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            // Does not compare the types of the items, and so may refuse an overload that the compiler could
            // distinguish.
            if (isList && i == parameters.Length - 1) return true;
            if (i < arguments.Length ? !Takes(parameters[i], arguments[i], compilation) : !parameters[i].IsOptional) return false;
        }

        return true;
    }

    private static bool Takes(IParameterSymbol parameter, IParameterSymbol argument, Compilation compilation)
    {
        if (parameter.RefKind is RefKind.None or RefKind.In && argument.RefKind is RefKind.None or RefKind.In)
        {
            return HasTypeParameter(parameter.Type) || compilation.ClassifyConversion(argument.Type, parameter.Type).IsImplicit;
        }

        return parameter.RefKind == argument.RefKind
            && (HasTypeParameter(parameter.Type) || SymbolEqualityComparer.Default.Equals(parameter.Type, argument.Type));
    }

    private static bool HasTypeParameter(ITypeSymbol type) =>
        TypeParts.Enumerate(type).Any(static part => part is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method });
}
