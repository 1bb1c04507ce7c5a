using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Reads one attribute of the library, on a member, an interface or an assembly.</summary>
internal readonly struct BreakerAttribute(AttributeData data, ISymbol owner)
{
    private const string AttributeName = "CircuitBreakerAttribute";
    private const string OptOutName = "NoCircuitBreakerAttribute";
    private const string DefaultsName = "CircuitBreakerDefaultsAttribute";
    private const string ForName = "CircuitBreakerForAttribute";

    public AttributeData Data { get; } = data;

    /// <summary>The symbol that carries the attribute.</summary>
    public ISymbol Owner { get; } = owner;

    /// <summary>The assembly that contains the attribute.</summary>
    public IAssemblySymbol Assembly => Owner as IAssemblySymbol ?? Owner.ContainingAssembly;

    /// <summary>The name of the breaker; <see langword="null"/> in unfinished code.</summary>
    public string? Name => NameArgument?.Value as string;

    /// <summary>Whether the code has a name. The name may be unusable.</summary>
    public bool HasName => NameArgument is { Kind: TypedConstantKind.Primitive };

    public bool HasUsableName => !string.IsNullOrWhiteSpace(Name);

    /// <summary>The settings that are numbers, switches or modes, each as a number.</summary>
    public IEnumerable<(BreakerSetting Setting, double Value)> Settings
    {
        get
        {
            foreach (var argument in Data.NamedArguments)
            {
                if (BreakerSetting.Find(argument.Key) is { } setting && ToNumber(argument.Value.Value) is { } number) yield return (setting, number);
            }
        }
    }

    /// <summary>The exceptions that are failures; <see langword="null"/> if the attribute lists none.</summary>
    public ImmutableArray<ITypeSymbol>? Handle => GetTypes("Handle");

    /// <summary>The exceptions that are ignored; <see langword="null"/> if the attribute lists none.</summary>
    public ImmutableArray<ITypeSymbol>? Ignore => GetTypes("Ignore");

    public ITypeSymbol? Classifier => FindArgument("Classifier")?.Value as ITypeSymbol;

    /// <summary>The name of the fallback method; <see langword="null"/> if the attribute names none.</summary>
    public string? Fallback => FindArgument("Fallback")?.Value as string;

    /// <summary>The type of the fallback instance; <see langword="null"/> if the attribute names none.</summary>
    public ITypeSymbol? FallbackType => FindArgument("FallbackType")?.Value as ITypeSymbol;

    /// <summary>The value of <c>FallbackOn</c>; <see langword="null"/> if the attribute has none.</summary>
    public int? FallbackOn => FindArgument("FallbackOn")?.Value as int?;

    /// <summary>The interface that an assembly attribute names. An open interface is given by its definition.</summary>
    public ITypeSymbol? ExternalType
    {
        get
        {
            var type = Data switch
            {
                { AttributeClass.TypeArguments.Length: 1 } => Data.AttributeClass.TypeArguments[0],
                { ConstructorArguments.Length: 2 } => Data.ConstructorArguments[0].Value as ITypeSymbol,
                _ => null,
            };
            return type is INamedTypeSymbol { IsUnboundGenericType: true } open ? open.OriginalDefinition : type;
        }
    }

    /// <summary>Whether an assembly attribute names null instead of an interface.</summary>
    public bool NamesNull => Data.ConstructorArguments is { Length: 2 } arguments && arguments[0] is { IsNull: true, Kind: TypedConstantKind.Type };

    /// <summary>The members that an assembly attribute names. An empty list means all methods.</summary>
    public ImmutableArray<string> Members =>
        FindArgument("Members") is { Kind: TypedConstantKind.Array, IsNull: false } members
            ? [.. members.Values.Select(static member => member.Value).OfType<string>()]
            : [];

    private TypedConstant? NameArgument =>
        Data.ConstructorArguments is { Length: 1 or 2 } arguments ? arguments[arguments.Length - 1] : null;

    public static BreakerAttribute? Find(ISymbol symbol) =>
        Find(symbol, AttributeName) is { } data ? new BreakerAttribute(data, symbol) : null;

    /// <summary>Finds the attribute with the settings of all breakers of an assembly.</summary>
    public static BreakerAttribute? FindDefaults(IAssemblySymbol assembly) =>
        Find(assembly, DefaultsName) is { } data ? new BreakerAttribute(data, assembly) : null;

    /// <summary>Lists the attributes of an assembly for external interfaces.</summary>
    public static IEnumerable<BreakerAttribute> FindExternal(IAssemblySymbol assembly) => assembly.GetAttributes()
        .Where(static data => IsOurs(data, ForName))
        .Select(data => new BreakerAttribute(data, assembly));

    /// <summary>Lists the attributes of an assembly that have settings.</summary>
    public static IEnumerable<BreakerAttribute> FindOnAssembly(IAssemblySymbol assembly)
    {
        var external = FindExternal(assembly);
        return FindDefaults(assembly) is { } defaults ? external.Append(defaults) : external;
    }

    public static AttributeData? FindOptOut(ISymbol symbol) => Find(symbol, OptOutName);

    public static bool OptsOut(ISymbol symbol) => FindOptOut(symbol) is not null;

    private static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var data in symbol.GetAttributes())
        {
            if (IsOurs(data, name)) return data;
        }

        return null;
    }

    public static bool IsOurs(AttributeData data, string name) => KnownTypes.Is(data.AttributeClass, "Aspects", name);

    private static double? ToNumber(object? value) => value switch
    {
        int number => number,
        double number => number,
        bool isOn => isOn ? 1 : 0,
        _ => null,
    };

    private ImmutableArray<ITypeSymbol>? GetTypes(string name) =>
        FindArgument(name) is { Kind: TypedConstantKind.Array, IsNull: false } types
            ? [.. types.Values.Select(static type => type.Value).OfType<ITypeSymbol>()]
            : null;

    private TypedConstant? FindArgument(string name)
    {
        foreach (var argument in Data.NamedArguments)
        {
            if (argument.Key == name) return argument.Value;
        }

        return null;
    }
}
