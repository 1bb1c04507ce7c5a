using System.Reflection;
using Shop.Arities;
using Shop.Clashing;
using Shop.Generics;
using Shop.Nesting;
using Shop.Streaming;

namespace Aspects.Generator.RunTests;

/// <summary>An interface of this assembly and the way to its proxy.</summary>
internal sealed record Subject(Type Interface, Func<object, AspectRegistry, object> Wrap)
{
    /// <summary>Those that no stand-in can implement at run time, whose rules call nothing ordinary a failure, whose breakers go by key, or that have fallbacks: they have tests of their own.</summary>
    public static IReadOnlySet<Type> ByHand { get; } = new HashSet<Type>
    {
        typeof(IAll), typeof(Shop.IByReference), typeof(Shop.RefStructs.IFrames), typeof(Shop.RefStructs.IConverter<,>), typeof(Shop.IPointers),
        typeof(Shop.IPointerHolder), typeof(Shop.IWithInternalMember), typeof(Shop.IJudged), typeof(Shop.Keys.ILanguageModels),
        typeof(Shop.Fallbacks.IPrices), typeof(Shop.Fallbacks.IStock), typeof(Shop.Fallbacks.IStockReader), typeof(Shop.Fallbacks.ICache<>),
    };

    /// <summary>Every annotated interface of this assembly; the generic ones with type arguments of the test's choice.</summary>
    public static IReadOnlyList<Subject> All { get; } =
    [
        .. AspectCatalog.Proxies
            .Where(static proxy => proxy.InterfaceType.Assembly == typeof(Subject).Assembly
                && !proxy.IsOpenGeneric
                && !ByHand.Contains(proxy.InterfaceType))
            .Select(static proxy => new Subject(proxy.InterfaceType, proxy.CreateProxy)),
        Of<IStore<string, Item, int>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<ISource<string>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<ISource<Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<ICache<string>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<ICache<int, Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<IFeed<string>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<IFeed<Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<Outer<string>.IPlain>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<Outer<string>.IGeneric<int>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<IClashingTypes<int, string, Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Of<@namespace.@int.@static.@interface<string>>(static (inner, aspects) => @namespace.@int.static_interfaceProxyExtensions.WithAspects(inner, aspects)),
    ];

    /// <summary>All that can be called on the interface, inherited members among them, generic ones closed.</summary>
    public IEnumerable<MethodInfo> Methods => Interface.GetInterfaces().Prepend(Interface)
        .SelectMany(static declaring => declaring.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(static method => method is { IsVirtual: true, IsFinal: false, IsPrivate: false })
        .SelectMany(Samples.Closed);

    public override string ToString() => Interface.ToString();

    private static Subject Of<T>(Func<T, AspectRegistry, T> wrap)
        where T : class => new(typeof(T), (inner, aspects) => wrap((T)inner, aspects));
}
