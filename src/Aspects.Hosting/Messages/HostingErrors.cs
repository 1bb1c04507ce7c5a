namespace Aspects.Hosting;

/// <summary>
/// Creates the exceptions of this assembly. Each message contains the error, its cause and the remedy.
/// </summary>
internal static class HostingErrors
{
    public static InvalidOperationException NotRegistered(Type type) => new(
        $"'{CSharpName.Format(type)}' is not registered, so there is nothing to decorate. Register it first, then call WithAspects.");

    public static InvalidOperationException OnlyForAnyKey(Type type) => new(
        $"'{CSharpName.Format(type)}' is registered only for KeyedService.AnyKey, and such a registration cannot be decorated. "
        + "Register it under each key, or call WithAspects(aspects) in its factory.");

    public static InvalidOperationException NoProxy(Type type) => new(
        $"'{CSharpName.Format(type)}' has no generated proxy. The project that declares it, '{AssemblyOf(type)}', must reference "
        + "the Aspects package with its generator, and the interface or its members must have [CircuitBreaker]. If both are true, "
        + "the application must reference the package too, because its generator lists the proxies of all referenced projects.");

    public static InvalidOperationException ClosedGeneric(Type type)
    {
        var name = CSharpName.Format(type);
        return new(
            $"'{name}' is generic, and only generated code can create the proxy of a generic interface. Before DecorateAll, call "
            + $"services.WithAspects<{name}>(static (inner, aspects) => inner.WithAspects(aspects)). If the interface is annotated in "
            + $"another project, you can instead add [assembly: CircuitBreakerFor<{name}>(\"name\")] to the application.");
    }

    public static InvalidOperationException OpenGeneric(Type definition)
    {
        var name = CSharpName.Format(definition);
        return new(
            $"'{name}' is registered as an open generic type, typeof({name}), which cannot be decorated, because the container closes "
            + "the type itself. Register each closed type that you need, and decorate it with "
            + "services.WithAspects<…>(static (inner, aspects) => inner.WithAspects(aspects)).");
    }

    public static InvalidOperationException RegistryNotConfigurable(string registry) => new(
        $"The container already has its own {registry}, so AddAspects cannot configure the registry. Configure that "
        + $"{registry} where you create it, or remove its registration, so that AddAspects creates it.");

    public static InvalidOperationException Cycle(IEnumerable<Type> types) => new(
        $"A circular dependency was detected among decorated services: {string.Join(" -> ", types.Select(CSharpName.Format))}.");

#pragma warning disable RS0030 // The message needs the name of the assembly. The assembly is not searched.
    private static string AssemblyOf(Type type) => type.Assembly.GetName().Name ?? "?";
#pragma warning restore RS0030
}
