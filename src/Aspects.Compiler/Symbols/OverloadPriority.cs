using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>
/// Finds overloads with a higher <c>[OverloadResolutionPriority]</c>: the proxy's call would bind to them.
/// </summary>
internal static class OverloadPriority
{
    private const string AttributeName = "OverloadResolutionPriorityAttribute";

    /// <summary>
    /// The member that a call binds to instead; <see langword="null"/> where it binds to the member itself.
    /// </summary>
    public static ISymbol? FindWinner(ISymbol member, Compilation compilation)
    {
        // The compiler compares priorities within one type only.
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
        // The proxy writes type arguments where the member has them; otherwise the compiler infers them.
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
            // The types of the items are not compared: such overloads are close enough to need another name.
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
