using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Members with <c>[OverloadResolutionPriority]</c>: a proxy calls by overload resolution, and would be led past those below them.</summary>
internal static class OverloadPriority
{
    private const string AttributeName = "OverloadResolutionPriorityAttribute";

    /// <summary>The member that a call of another would go to instead; <see langword="null"/> where it goes to that itself.</summary>
    public static ISymbol? Winner(ISymbol member, Compilation compilation)
    {
        if (compilation is not CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp13 }) return null;

        // Priorities are compared within one type only.
        var namesakes = member.ContainingType.GetMembers(member.Name);
        if (namesakes.Length == 1) return null;
        var priority = Of(member);
        return namesakes.FirstOrDefault(other => Of(other) > priority && Takes(other, member, compilation));
    }

    private static int Of(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: AttributeName, ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is int priority) return priority;
        }

        return 0;
    }

    private static bool Takes(ISymbol other, ISymbol member, Compilation compilation) => (other, member) switch
    {
        // The type arguments are written out where there are any, and inferred where there are none.
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
            // Whether the items of the list fit is not looked at: it is near enough to be told apart by a name.
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

    private static bool HasTypeParameter(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.TypeParameterKind == TypeParameterKind.Method,
        IArrayTypeSymbol array => HasTypeParameter(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasTypeParameter),
        _ => false,
    };
}
