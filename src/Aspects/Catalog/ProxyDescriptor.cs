namespace Aspects;

/// <summary>A generated proxy: which interface it implements, with which breakers, and how to put it around an instance.</summary>
public sealed class ProxyDescriptor
{
    private readonly Func<object, AspectRegistry, object>? _create;

    private ProxyDescriptor(
        Type interfaceType, Type proxyType, Func<object, AspectRegistry, object>? create, IReadOnlyList<BreakerDescriptor> breakers)
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
    public IReadOnlyList<BreakerDescriptor> Breakers { get; }

    /// <summary>
    /// Whether the interface is generic. Its proxy is made by the generated <c>WithAspects</c> extension, which knows
    /// the type arguments, and not by <see cref="CreateProxy"/>.
    /// </summary>
    public bool IsOpenGeneric => _create is null;

    /// <summary>Describes the proxy of an interface without type parameters. Called by generated code.</summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <typeparam name="TProxy">The class of the proxy.</typeparam>
    /// <param name="create">Puts a new proxy around an instance.</param>
    /// <param name="breakers">Its breakers.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ProxyDescriptor Describe<TInterface, TProxy>(
        Func<TInterface, AspectRegistry, TProxy> create, params BreakerDescriptor[] breakers)
        where TInterface : class
        where TProxy : class, TInterface
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(breakers);
        return new ProxyDescriptor(
            typeof(TInterface), typeof(TProxy), (inner, aspects) => create((TInterface)inner, aspects), breakers);
    }

    /// <summary>Describes the proxy of a generic interface. Called by generated code.</summary>
    /// <param name="definition">The definition of the interface, such as <c>typeof(IStore&lt;&gt;)</c>.</param>
    /// <param name="proxyDefinition">The definition of the class of the proxy.</param>
    /// <param name="breakers">Its breakers.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="definition"/> is not the definition of a generic type.</exception>
    public static ProxyDescriptor DescribeGeneric(Type definition, Type proxyDefinition, params BreakerDescriptor[] breakers)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(proxyDefinition);
        ArgumentNullException.ThrowIfNull(breakers);
        if (!definition.IsGenericTypeDefinition)
        {
            throw new ArgumentException($"'{definition}' is not the definition of a generic interface.", nameof(definition));
        }

        return new ProxyDescriptor(definition, proxyDefinition, create: null, breakers);
    }

    /// <summary>Puts a new proxy around an instance.</summary>
    /// <param name="inner">The instance; it implements <see cref="InterfaceType"/>.</param>
    /// <param name="aspects">The registry in which the proxy finds its aspects.</param>
    /// <returns>The proxy, which implements <see cref="InterfaceType"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidCastException"><paramref name="inner"/> does not implement the interface.</exception>
    /// <exception cref="InvalidOperationException"><see cref="IsOpenGeneric"/> is <see langword="true"/>.</exception>
    public object CreateProxy(object inner, AspectRegistry aspects)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(aspects);
        if (_create is null)
        {
            throw new InvalidOperationException(
                $"The proxy of the generic interface '{InterfaceType}' cannot be made without its type arguments: "
                + "call the generated WithAspects(aspects) extension on the instance instead.");
        }

        return _create(inner, aspects);
    }

    /// <summary>The interface and its breakers, for people: <c>Shop.IAuthClient through auth: LoginAsync (ConsecutiveFailures = 3)</c>.</summary>
    public override string ToString() => $"{InterfaceName} through {string.Join("; ", Breakers)}";
}
