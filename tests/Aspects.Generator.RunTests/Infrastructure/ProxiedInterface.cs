using System.Reflection;
using Shop.Arities;
using Shop.Clashing;
using Shop.Generics;
using Shop.Nesting;
using Shop.Streaming;

namespace Aspects.Generator.RunTests;

/// <summary>An interface of this assembly and a function that creates its proxy.</summary>
internal sealed record ProxiedInterface(Type Interface, Func<object, AspectRegistry, object> Wrap)
{
    /// <summary>
    /// Interfaces with their own tests: no stub can implement them, or they have own rules, keys or fallbacks.
    /// </summary>
    public static IReadOnlySet<Type> WithOwnTests { get; } = new HashSet<Type>
    {
        typeof(IAll), typeof(Shop.IByReference), typeof(Shop.RefStructs.IFrames), typeof(Shop.RefStructs.IConverter<,>), typeof(Shop.IPointers),
        typeof(Shop.IPointerHolder), typeof(Shop.IWithInternalMember), typeof(Shop.IJudged), typeof(Shop.Keys.ILanguageModels),
        typeof(Shop.Fallbacks.IPrices), typeof(Shop.Fallbacks.IStock), typeof(Shop.Fallbacks.IStockReader), typeof(Shop.Fallbacks.ICache<>),
    };

    /// <summary>
    /// Every annotated interface of this assembly. The generic interfaces have sample type arguments.
    /// </summary>
    public static IReadOnlyList<ProxiedInterface> All { get; } =
    [
        .. AspectCatalog.Proxies
            .Where(static proxy => proxy.InterfaceType.Assembly == typeof(ProxiedInterface).Assembly
                && !proxy.IsOpenGeneric
                && !WithOwnTests.Contains(proxy.InterfaceType))
            .Select(static proxy => new ProxiedInterface(proxy.InterfaceType, proxy.CreateProxy)),
        Create<IStore<string, Item, int>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<ISource<string>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<ISource<Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<ICache<string>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<ICache<int, Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<IFeed<string>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<IFeed<Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<Outer<string>.IPlain>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<Outer<string>.IGeneric<int>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<IClashingTypes<int, string, Guid>>(static (inner, aspects) => inner.WithAspects(aspects)),
        Create<@namespace.@int.@static.@interface<string>>(static (inner, aspects) => @namespace.@int.static_interfaceProxyExtensions.WithAspects(inner, aspects)),
    ];

    /// <summary>All callable methods of the interface and its bases. Generic methods are closed.</summary>
    public IEnumerable<MethodInfo> Methods => Interface.GetInterfaces().Prepend(Interface)
        .SelectMany(static declaring => declaring.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(static method => method is { IsVirtual: true, IsFinal: false, IsPrivate: false })
        .SelectMany(SampleValues.CloseGenericMethod);

    public override string ToString() => Interface.ToString();

    private static ProxiedInterface Create<T>(Func<T, AspectRegistry, T> wrap)
        where T : class => new(typeof(T), (inner, aspects) => wrap((T)inner, aspects));
}
