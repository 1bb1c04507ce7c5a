using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>What one use of an attribute of the library says: on a member, an interface, or an assembly.</summary>
internal readonly struct BreakerAttribute(AttributeData data, ISymbol owner)
{
    private const string AttributeName = "CircuitBreakerAttribute";
    private const string OptOutName = "NoCircuitBreakerAttribute";
    private const string DefaultsName = "CircuitBreakerDefaultsAttribute";
    private const string ForeignName = "CircuitBreakerForAttribute";

    public AttributeData Data { get; } = data;

    /// <summary>What it stands on.</summary>
    public ISymbol Owner { get; } = owner;

    /// <summary>The assembly it stands in.</summary>
    public IAssemblySymbol Assembly => Owner as IAssemblySymbol ?? Owner.ContainingAssembly;

    /// <summary>The name of the breaker; <see langword="null"/> in code that is not finished.</summary>
    public string? Name => NameArgument?.Value as string;

    /// <summary>Whether a name has been written, be it a usable one: not so in code that is not finished.</summary>
    public bool HasName => NameArgument is { Kind: TypedConstantKind.Primitive };

    public bool HasUsableName => !string.IsNullOrWhiteSpace(Name);

    /// <summary>The settings it makes that are numbers, switches or names: as numbers all of them.</summary>
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
                    case bool isOn:
                        yield return (setting, isOn ? 1 : 0);
                        break;
                }
            }
        }
    }

    /// <summary>The exceptions that are failures; <see langword="null"/> where it does not say.</summary>
    public ImmutableArray<ITypeSymbol>? Handle => TypesOf("Handle");

    /// <summary>The exceptions that are ignored; <see langword="null"/> where it does not say.</summary>
    public ImmutableArray<ITypeSymbol>? Ignore => TypesOf("Ignore");

    public ITypeSymbol? Classifier => Find("Classifier")?.Value as ITypeSymbol;

    /// <summary>The name of the method that answers in place of the callee; <see langword="null"/> where it does not say.</summary>
    public string? Fallback => Find("Fallback")?.Value as string;

    /// <summary>The type that does.</summary>
    public ITypeSymbol? FallbackType => Find("FallbackType")?.Value as ITypeSymbol;

    /// <summary>When it does, as a number; <see langword="null"/> where it does not say.</summary>
    public int? FallbackOn => Find("FallbackOn")?.Value as int?;

    /// <summary>Of an attribute on the assembly: the interface it is about, by its definition where it is left open.</summary>
    public ITypeSymbol? ForeignType
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

    /// <summary>Of an attribute on the assembly: whether null stands where it should name an interface.</summary>
    public bool NamesNull => Data.ConstructorArguments is { Length: 2 } arguments && arguments[0] is { IsNull: true, Kind: TypedConstantKind.Type };

    /// <summary>Of an attribute on the assembly: the members it is about; empty where it is about all methods.</summary>
    public ImmutableArray<string> Members =>
        Find("Members") is { Kind: TypedConstantKind.Array, IsNull: false } members
            ? [.. members.Values.Select(static member => member.Value).OfType<string>()]
            : [];

    private TypedConstant? NameArgument =>
        Data.ConstructorArguments is { Length: 1 or 2 } arguments ? arguments[arguments.Length - 1] : null;

    public static BreakerAttribute? On(ISymbol symbol) =>
        Find(symbol, AttributeName) is { } data ? new BreakerAttribute(data, symbol) : null;

    /// <summary>The settings that an assembly gives all its breakers.</summary>
    public static BreakerAttribute? DefaultsOf(IAssemblySymbol assembly) =>
        Find(assembly, DefaultsName) is { } data ? new BreakerAttribute(data, assembly) : null;

    /// <summary>The attributes of an assembly that are about interfaces which cannot be annotated.</summary>
    public static IEnumerable<BreakerAttribute> ForeignOf(IAssemblySymbol assembly) => assembly.GetAttributes()
        .Where(static data => IsOurs(data, ForeignName))
        .Select(data => new BreakerAttribute(data, assembly));

    /// <summary>All attributes of the library with settings that stand on an assembly.</summary>
    public static IEnumerable<BreakerAttribute> OnAssembly(IAssemblySymbol assembly)
    {
        var foreign = ForeignOf(assembly);
        return DefaultsOf(assembly) is { } defaults ? foreign.Append(defaults) : foreign;
    }

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

    public static bool IsOurs(AttributeData data, string name) =>
        data.AttributeClass is { ContainingNamespace: { Name: "Aspects", ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name == name;

    private ImmutableArray<ITypeSymbol>? TypesOf(string name) =>
        Find(name) is { Kind: TypedConstantKind.Array, IsNull: false } types
            ? [.. types.Values.Select(static type => type.Value).OfType<ITypeSymbol>()]
            : null;

    private TypedConstant? Find(string name)
    {
        foreach (var argument in Data.NamedArguments)
        {
            if (argument.Key == name) return argument.Value;
        }

        return null;
    }
}
