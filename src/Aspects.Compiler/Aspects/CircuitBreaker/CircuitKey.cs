using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>The parameter whose value chooses the breaker of a call.</summary>
internal readonly struct CircuitKey(IParameterSymbol parameter, AttributeData attribute)
{
    public const int MinCapacity = 1;
    public const int MaxCapacity = 1_000_000;
    private const string AttributeName = "CircuitKeyAttribute";

    public IParameterSymbol Parameter { get; } = parameter;

    public AttributeData Attribute { get; } = attribute;

    /// <summary>The type of the keys, without the annotation of a nullable reference.</summary>
    public ITypeSymbol Type => Parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    /// <summary>The largest number of breakers; <see langword="null"/> if the attribute does not set it.</summary>
    public int? Capacity => Attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Capacity").Value.Value as int?;

    public static CircuitKey? Read(IParameterSymbol parameter)
    {
        foreach (var data in parameter.GetAttributes())
        {
            if (BreakerAttribute.IsOurs(data, AttributeName)) return new CircuitKey(parameter, data);
        }

        return null;
    }

    /// <summary>
    /// Finds the first key of a method or an accessor. <see cref="ReasonAgainst"/> refuses further keys.
    /// </summary>
    public static CircuitKey? Find(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (Read(parameter) is { } key) return key;
        }

        return null;
    }

    /// <summary>
    /// Returns why a parameter cannot be a key, as a clause with the fix; otherwise <see langword="null"/>.
    /// </summary>
    public string? ReasonAgainst(Compilation compilation) => Parameter switch
    {
        { RefKind: RefKind.Out } => "an out parameter has no value before the call. Mark a parameter that has one.",
        { Type: { IsRefLikeType: true } or IPointerTypeSymbol or IFunctionPointerTypeSymbol } =>
            $"a value of type {Parameter.Type.ToDisplayString()} cannot be stored. Mark a parameter of an ordinary type.",
        { Type.TypeKind: TypeKind.Dynamic } => "its type is dynamic. Use the type of its values.",
        { Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
            $"its value may be null, and a key cannot be null. Use the type {((INamedTypeSymbol)Parameter.Type).TypeArguments[0].ToDisplayString()}.",
        _ when CancellationTokens.IsToken(Parameter) => "each call can have its own CancellationToken. Mark the parameter that identifies the target of the call.",
        { Type.TypeKind: TypeKind.Array } =>
            "two arrays are never equal, so that each call would have its own circuit breaker. Mark a parameter with value equality, such as a string.",
        _ when TypeParts.Enumerate(Parameter.Type).Any(static part => part is ITypeParameterSymbol) =>
            $"its type {Parameter.Type.ToDisplayString()} depends on type parameters, and one circuit breaker has keys of one type. Mark a parameter of a type without type parameters.",
        { Type: { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } } => $"its value may be null, and a key cannot be null. Use the type {Type.ToDisplayString()}.",
        _ when IsSecond(Parameter) => "another parameter of the method has [CircuitKey]. Remove one, or pass both values in one parameter.",
        _ when Capacity is < MinCapacity or > MaxCapacity => FormattableString.Invariant($"its Capacity is {Capacity}. Use a number from {MinCapacity} to {MaxCapacity}."),
        _ when !CompilationContext.Get(compilation).IsAccessible(Parameter.Type) => "its type is not accessible to the proxy. Make the type internal or public.",
        _ => null,
    };

    private static bool IsSecond(IParameterSymbol parameter) => MemberSignature.GetParameters(parameter.ContainingSymbol)
        .Any(other => other.Ordinal < parameter.Ordinal && Read(other) is not null);
}
