using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Rules;

/// <summary>What one use of <c>[CircuitBreaker]</c> says.</summary>
internal readonly struct BreakerAttribute(AttributeData data)
{
    private const string AttributeName = "CircuitBreakerAttribute";
    private const string OptOutName = "NoCircuitBreakerAttribute";

    public AttributeData Data { get; } = data;

    /// <summary>The name of the breaker; <see langword="null"/> in code that is not finished.</summary>
    public string? Name => Data.ConstructorArguments is { Length: 1 } arguments ? arguments[0].Value as string : null;

    /// <summary>Whether a name has been written, be it a usable one: not so in code that is not finished.</summary>
    public bool HasName => Data.ConstructorArguments is { Length: 1 } arguments && arguments[0].Kind == TypedConstantKind.Primitive;

    public bool HasUsableName => !string.IsNullOrWhiteSpace(Name);

    /// <summary>The numbers it sets, as far as the settings are known.</summary>
    public IEnumerable<(BreakerSetting Setting, double Value)> Settings
    {
        get
        {
            foreach (var argument in Data.NamedArguments)
            {
                if (BreakerSetting.Find(argument.Key) is not { } setting) continue;
                switch (argument.Value.Value)
                {
                    case int number:
                        yield return (setting, number);
                        break;
                    case double number:
                        yield return (setting, number);
                        break;
                }
            }
        }
    }

    public static BreakerAttribute? On(ISymbol symbol) =>
        Find(symbol, AttributeName) is { } data ? new BreakerAttribute(data) : null;

    public static AttributeData? OptOutOn(ISymbol symbol) => Find(symbol, OptOutName);

    public static bool OptsOut(ISymbol symbol) => OptOutOn(symbol) is not null;

    private static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (IsOurs(data, name)) return data;
        }

        return null;
    }

    private static bool IsOurs(AttributeData data, string name) =>
        data.AttributeClass is { ContainingNamespace: { Name: "Aspects", ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name == name;
}
