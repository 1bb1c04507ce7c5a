namespace Aspects;

/// <summary>
/// A generated proxy class, with its interface and its circuit breakers. The descriptor creates proxies.
/// </summary>
public sealed class ProxyDescriptor
{
    private readonly Func<object, AspectRegistry, object>? _create;

    private ProxyDescriptor(
        Type interfaceType, Type proxyType, Func<object, AspectRegistry, object>? create, IReadOnlyList<BreakerDescriptor> breakers)
    {
        InterfaceType = interfaceType;
        ProxyType = proxyType;
        Breakers = [.. breakers];
        _create = create;
    }

    /// <summary>The interface. For a generic interface this is the type definition.</summary>
    public Type InterfaceType { get; }

    /// <summary>The class of the proxy. For a generic interface this is the type definition.</summary>
    public Type ProxyType { get; }

    internal string InterfaceName => InterfaceType.ToString();

    /// <summary>The circuit breakers that guard the members.</summary>
    public IReadOnlyList<BreakerDescriptor> Breakers { get; }

    /// <summary>Whether the interface is generic.</summary>
    /// <remarks>
    /// <see cref="CreateProxy"/> cannot create the proxy of a generic interface. Only the generated <c>WithAspects</c>
    /// extension has the type arguments.
    /// </remarks>
    public bool IsOpenGeneric => _create is null;

    /// <summary>
    /// Describes the proxy of an interface without type parameters. Generated code calls this method.
    /// </summary>
    /// <typeparam name="TInterface">The interface.</typeparam>
    /// <typeparam name="TProxy">The class of the proxy.</typeparam>
    /// <param name="create">Creates a proxy around an instance.</param>
    /// <param name="breakers">The circuit breakers that guard the members.</param>
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

    /// <summary>Describes the proxy of a generic interface. Generated code calls this method.</summary>
    /// <param name="definition">The type definition of the interface, such as <c>typeof(IStore&lt;&gt;)</c>.</param>
    /// <param name="proxyDefinition">The type definition of the proxy class.</param>
    /// <param name="breakers">The circuit breakers that guard the members.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="definition"/> is not a generic type definition.</exception>
    public static ProxyDescriptor DescribeGeneric(Type definition, Type proxyDefinition, params BreakerDescriptor[] breakers)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(proxyDefinition);
        ArgumentNullException.ThrowIfNull(breakers);
        if (!definition.IsGenericTypeDefinition)
        {
            throw new ArgumentException($"'{definition}' is not a generic type definition. Pass one, such as typeof(IStore<>).", nameof(definition));
        }

        return new ProxyDescriptor(definition, proxyDefinition, create: null, breakers);
    }

    /// <summary>Creates a proxy around an instance.</summary>
    /// <param name="inner">The instance. It implements <see cref="InterfaceType"/>.</param>
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
                $"The proxy of the generic interface '{InterfaceType}' cannot be created without its type arguments. "
                + "Call the generated WithAspects(aspects) extension on the instance instead.");
        }

        return _create(inner, aspects);
    }

    /// <summary>
    /// Returns the interface and its breakers as text: <c>Shop.IAuthClient through auth: LoginAsync
    /// (ConsecutiveFailures = 3)</c>.
    /// </summary>
    public override string ToString() => $"{InterfaceName} through {string.Join("; ", Breakers)}";
}
