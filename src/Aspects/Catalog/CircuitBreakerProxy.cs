namespace Aspects;

/// <summary>A generated proxy: which interface it implements, with which breakers, and how to put it around an instance.</summary>
public sealed class CircuitBreakerProxy
{
    private readonly Func<object, CircuitBreakerRegistry, object>? _create;

    private CircuitBreakerProxy(
        Type interfaceType, Type proxyType, Func<object, CircuitBreakerRegistry, object>? create, IReadOnlyList<CatalogedBreaker> breakers)
    {
        InterfaceType = interfaceType;
        ProxyType = proxyType;
        Breakers = breakers;
        _create = create;
    }

    /// <summary>The interface; for a generic one its definition.</summary>
    public Type InterfaceType { get; }

    /// <summary>The class of the proxy; for a generic interface its definition.</summary>
    public Type ProxyType { get; }

    internal string InterfaceName => InterfaceType.ToString();

    /// <summary>The breakers that its members go through.</summary>
    public IReadOnlyList<CatalogedBreaker> Breakers { get; }

    /// <summary>
    /// Whether the interface is generic. Its proxy is made by the generated <c>WithCircuitBreaker</c> extension, which knows
    /// the type arguments, and not by <see cref="Wrap"/>.
    /// </summary>
    public bool IsOpenGeneric => _create is null;

    /// <summary>Describes the proxy of an interface without type parameters. Called by generated code.</summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <typeparam name="TProxy">The class of the proxy.</typeparam>
    /// <param name="create">Puts a new proxy around an instance.</param>
    /// <param name="breakers">Its breakers.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static CircuitBreakerProxy Of<TInterface, TProxy>(
        Func<TInterface, CircuitBreakerRegistry, TProxy> create, params CatalogedBreaker[] breakers)
        where TInterface : class
        where TProxy : class, TInterface
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(breakers);
        return new CircuitBreakerProxy(
            typeof(TInterface), typeof(TProxy), (inner, registry) => create((TInterface)inner, registry), breakers);
    }

    /// <summary>Describes the proxy of a generic interface. Called by generated code.</summary>
    /// <param name="definition">The definition of the interface, such as <c>typeof(IStore&lt;&gt;)</c>.</param>
    /// <param name="proxyDefinition">The definition of the class of the proxy.</param>
    /// <param name="breakers">Its breakers.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="definition"/> is not the definition of a generic type.</exception>
    public static CircuitBreakerProxy OfGeneric(Type definition, Type proxyDefinition, params CatalogedBreaker[] breakers)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(proxyDefinition);
        ArgumentNullException.ThrowIfNull(breakers);
        if (!definition.IsGenericTypeDefinition)
        {
            throw new ArgumentException($"'{definition}' is not the definition of a generic interface.", nameof(definition));
        }

        return new CircuitBreakerProxy(definition, proxyDefinition, create: null, breakers);
    }

    /// <summary>Puts a new proxy around an instance.</summary>
    /// <param name="inner">The instance; it implements <see cref="InterfaceType"/>.</param>
    /// <param name="registry">Where the proxy finds its breakers.</param>
    /// <returns>The proxy, which implements <see cref="InterfaceType"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidCastException"><paramref name="inner"/> does not implement the interface.</exception>
    /// <exception cref="InvalidOperationException"><see cref="IsOpenGeneric"/> is <see langword="true"/>.</exception>
    public object Wrap(object inner, CircuitBreakerRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(registry);
        if (_create is null)
        {
            throw new InvalidOperationException(
                $"The proxy of the generic interface '{InterfaceType}' cannot be made without its type arguments: "
                + "call the generated WithCircuitBreaker(registry) extension on the instance instead.");
        }

        return _create(inner, registry);
    }

    /// <summary>The interface and its breakers, for people: <c>Shop.IAuthClient through auth: LoginAsync (ConsecutiveFailures = 3)</c>.</summary>
    public override string ToString() => $"{InterfaceName} through {string.Join("; ", Breakers)}";
}
