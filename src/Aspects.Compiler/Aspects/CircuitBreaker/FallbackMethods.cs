using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler;

/// <summary>Finds the methods of an interface that can be the fallback of another method.</summary>
internal static class FallbackMethods
{
    /// <summary>Finds the method of a name that fits a call. Prefers a method that takes the exception.</summary>
    public static IMethodSymbol? Find(string name, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation) => Named(name, proxied)
        .Where(candidate => compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly) && Fits(candidate, call))
        .OrderByDescending(static candidate => candidate.Parameters.Length)
        .FirstOrDefault();

    /// <summary>Whether a fallback takes the exception.</summary>
    public static bool TakesException(IMethodSymbol fallback, IMethodSymbol call) => fallback.Parameters.Length > call.Parameters.Length;

    /// <summary>
    /// Returns whether another breaker guards a fallback. The proxy then calls the fallback on itself.
    /// </summary>
    public static bool HasOtherBreaker(IMethodSymbol fallback, IMethodSymbol call, ProxiedInterface proxied) =>
        !fallback.IsStatic
        && InterfaceMembers.IsImplementedByProxy(fallback)
        && AttributePrecedence.FindBreaker(fallback, proxied) is { HasUsableName: true } own
        && AttributePrecedence.FindBreaker(call, proxied) is { } breaker
        && (!string.Equals(own.Name, breaker.Name, StringComparison.OrdinalIgnoreCase) || KeyOf(fallback) != KeyOf(call));

    // Each key has its own breaker, and another parameter is another key.
    private static int? KeyOf(IMethodSymbol method) => CircuitKey.Find(method)?.Parameter.Ordinal;

    public static string? ReasonAgainst(string name, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        if (call.AssociatedSymbol is not null) return "a method cannot replace a property. Use FallbackType.";

        var named = Named(name, proxied).ToList();
        if (named.Count == 0) return ReasonAgainstName(name, call, proxied);
        if (named.Count == 1 && SymbolEqualityComparer.Default.Equals(named[0], call)) return "the method is its own fallback. Name another method.";

        if (Find(name, call, proxied, compilation) is not { } fallback)
        {
            return named.Exists(candidate => Fits(candidate, call))
                ? $"{named.Find(candidate => Fits(candidate, call)).ToDisplayString()} is not accessible to the proxy. Make it {(proxied.OfAssembly.IsEmpty ? "public or internal" : "public")}."
                : $"no method '{name}' of {proxied.Type.ToDisplayString()} has its signature. Write '{WriteDeclaration(name, call)}', and add an Exception as last parameter to get the reason.";
        }

        return LeadsBack(fallback, call, proxied, compilation)
            ? $"{fallback.ToDisplayString()} uses the method as its own fallback, so that neither returns. Remove one of the two fallbacks."
            : null;
    }

    /// <summary>Whether a name is valid for a method.</summary>
    public static bool CanNameMethod(string name) => SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None;

    /// <summary>Finds a member of a name that is not a method.</summary>
    public static ISymbol? OtherThanMethod(string name, ProxiedInterface proxied) =>
        InterfaceMembers.GetInterfaces(proxied.Type).SelectMany(type => type.GetMembers(name)).FirstOrDefault(static member => member is not IMethodSymbol);

    /// <summary>Writes the declaration of a fitting method, as in an interface.</summary>
    public static string WriteDeclaration(string name, IMethodSymbol call) => Declaration(name, call, SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Writes the declaration of a fitting method, with fully qualified names.</summary>
    public static string WriteFullDeclaration(string name, IMethodSymbol call) => Declaration(name, call, SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Finds the methods of a name, inherited methods included.</summary>
    public static IEnumerable<IMethodSymbol> Named(string name, ProxiedInterface proxied) =>
        new[] { proxied.Type }.Concat(proxied.Type.AllInterfaces)
            .SelectMany(type => type.GetMembers(name))
            .OfType<IMethodSymbol>()
            .Where(static method => method is { MethodKind: MethodKind.Ordinary, ExplicitInterfaceImplementations.IsEmpty: true });

    /// <summary>Returns whether a method takes the parameters of a call, and perhaps the exception.</summary>
    /// <remarks>Results and nullability are not compared.</remarks>
    public static bool TakesTheSame(IMethodSymbol candidate, IMethodSymbol call)
    {
        var count = call.Parameters.Length;
        if (candidate.Arity != call.Arity || candidate.Parameters.Length < count || candidate.Parameters.Length > count + 1) return false;

        var constructed = Constructed(candidate, call);
        return call.Parameters.All(parameter => TakesTheSame(constructed.Parameters[parameter.Ordinal], parameter))
            && (constructed.Parameters.Length == count || IsException(constructed.Parameters[count]));
    }

    /// <summary>Returns whether two parameters are equal by the rules of overloads.</summary>
    public static bool TakesTheSame(IParameterSymbol one, IParameterSymbol other) =>
        one.RefKind == RefKind.None == (other.RefKind == RefKind.None) && SymbolEqualityComparer.Default.Equals(one.Type, other.Type);

    /// <summary>Constructs a method with the type parameters of a call, if both have the same arity.</summary>
    public static IMethodSymbol Constructed(IMethodSymbol candidate, IMethodSymbol call) =>
        candidate.Arity == 0 || candidate.Arity != call.Arity ? candidate : candidate.ConstructedFrom.Construct([.. call.TypeParameters]);

    /// <summary>Whether a parameter takes the exception of a failed call.</summary>
    public static bool IsException(IParameterSymbol parameter) =>
        parameter.RefKind is RefKind.None or RefKind.In && KnownTypes.Is(parameter.Type, "System", "Exception");

    /// <summary>Whether the proxy can call a method with the type parameters of a call.</summary>
    public static bool HasSameConstraints(IMethodSymbol candidate, IMethodSymbol call) =>
        candidate.TypeParameters.Zip(call.TypeParameters, static (one, other) =>
            one.HasReferenceTypeConstraint == other.HasReferenceTypeConstraint
            && one.HasValueTypeConstraint == other.HasValueTypeConstraint
            && one.HasUnmanagedTypeConstraint == other.HasUnmanagedTypeConstraint
            && one.HasNotNullConstraint == other.HasNotNullConstraint
            && IsSame(one.ReferenceTypeConstraintNullableAnnotation, other.ReferenceTypeConstraintNullableAnnotation)
            && one.HasConstructorConstraint == other.HasConstructorConstraint
            && one.AllowsRefLikeType == other.AllowsRefLikeType
            && one.ConstraintTypes.Length == other.ConstraintTypes.Length
            && one.ConstraintTypes.All(type => other.ConstraintTypes.Any(constraint => IsSameConstraint(type, constraint))))
        .All(static same => same);

    private static string Declaration(string name, IMethodSymbol call, SymbolDisplayFormat format)
    {
        // Writes the return type separately, because the format would add constraints to the return type.
        var types = format.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);
        var signature = call.ToDisplayString(types
            .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints)
            .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters)
            .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut));
        var modifier = PointerTypes.HasPointerInSignature(call) ? "unsafe " : "";
        var byReference = call.RefKind switch { RefKind.Ref => "ref ", RefKind.RefReadOnly => "ref readonly ", _ => "" };
        return $"{modifier}{byReference}{call.ReturnType.ToDisplayString(types)} {name}{signature.Substring(signature.IndexOfAny(['<', '(']))}";
    }

    private static string ReasonAgainstName(string name, IMethodSymbol call, ProxiedInterface proxied)
    {
        if (!CanNameMethod(name)) return $"'{name}' is not a method name. Use nameof, as in Fallback = nameof({call.Name}Fallback).";
        return OtherThanMethod(name, proxied) is { } other
            ? $"{other.ToDisplayString()} is not a method. Name a method such as '{WriteDeclaration(call.Name + "Fallback", call)}'."
            : $"{proxied.Type.ToDisplayString()} has no method '{name}'. Add '{WriteDeclaration(name, call)}'.";
    }

    private static bool Fits(IMethodSymbol candidate, IMethodSymbol call)
    {
        var count = call.Parameters.Length;
        if (SymbolEqualityComparer.Default.Equals(candidate, call)
            || candidate.Arity != call.Arity
            || candidate.Parameters.Length < count
            || candidate.Parameters.Length > count + 1
            || !HasSameConstraints(candidate, call))
        {
            return false;
        }

        return ConstructForCall(call, candidate).Any(constructed =>
            constructed.RefKind == call.RefKind
            && IsSame(constructed.ReturnType, call.ReturnType)
            && call.Parameters.All(parameter => IsSame(constructed.Parameters[parameter.Ordinal], parameter, call))
            && (constructed.Parameters.Length == count || IsException(constructed.Parameters[count])));
    }

    // Type parameters of a call are not annotated. With nullability disabled, they are oblivious.
    private static IEnumerable<IMethodSymbol> ConstructForCall(IMethodSymbol call, IMethodSymbol candidate) => candidate.Arity == 0
        ? [candidate]
        : new[] { NullableAnnotation.NotAnnotated, NullableAnnotation.None }.Select(annotation =>
            candidate.Construct([.. call.TypeParameters], [.. call.TypeParameters.Select(_ => annotation)]));

    // Type parameters of two methods are equal by position.
    private static bool IsSameConstraint(ITypeSymbol one, ITypeSymbol other) => IsSame(one.NullableAnnotation, other.NullableAnnotation) && (one, other) switch
    {
        (ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } parameter, ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } another) =>
            parameter.Ordinal == another.Ordinal,
        (IArrayTypeSymbol array, IArrayTypeSymbol another) => array.Rank == another.Rank && IsSameConstraint(array.ElementType, another.ElementType),
        (INamedTypeSymbol { Arity: > 0 } named, INamedTypeSymbol { Arity: > 0 } another) =>
            SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, another.OriginalDefinition)
            && named.TypeArguments.Zip(another.TypeArguments, IsSameConstraint).All(static same => same),
        _ => SymbolEqualityComparer.Default.Equals(one, other),
    };

    private static bool IsSame(IParameterSymbol one, IParameterSymbol other, IMethodSymbol call) =>
        one.RefKind == other.RefKind
        && IsSame(one.Type, other.Type)
        && (one.ScopedKind == other.ScopedKind || other.ScopedKind == ScopedKind.None || !CanReturnArguments(call));

    // Scopes matter only if a result of the call may refer to the arguments.
    private static bool CanReturnArguments(IMethodSymbol call) =>
        call.RefKind != RefKind.None
        || IsRefLike(call.ReturnType)
        || call.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out && IsRefLike(parameter.Type));

    private static bool IsRefLike(ITypeSymbol type) => type is { IsRefLikeType: true } or ITypeParameterSymbol { AllowsRefLikeType: true };

    // An oblivious annotation equals every annotation.
    private static bool IsSame(NullableAnnotation one, NullableAnnotation other) =>
        one == other || one == NullableAnnotation.None || other == NullableAnnotation.None;

    private static bool IsSame(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.IncludeNullability.Equals(one, other);

    // Follows fallbacks that the proxy calls on itself, because only these calls have fallbacks.
    private static bool LeadsBack(IMethodSymbol fallback, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        var seen = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default, call);
        var last = call;
        for (var next = fallback; next is not null;)
        {
            if (!HasOtherBreaker(next, last, proxied)) return false;
            if (seen.Contains(next)) return true;
            seen = seen.Add(next);
            last = next;
            next = Fallback.FindSource(next, proxied)?.Fallback is { } name ? Find(name, last, proxied, compilation) : null;
        }

        return false;
    }
}
