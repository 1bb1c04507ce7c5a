namespace Aspects.Hosting;

/// <summary>What is refused: each message names the interface and says what to do.</summary>
internal static class HostingErrors
{
    public static InvalidOperationException NotRegistered(Type type) => new(
        $"'{CSharpName.Format(type)}' is not registered, so there is nothing to put a circuit breaker around. "
        + "Register it first, and call WithAspects afterwards.");

    public static InvalidOperationException OnlyForAnyKey(Type type) => new(
        $"'{CSharpName.Format(type)}' is registered for KeyedService.AnyKey only, and such a registration cannot be decorated. "
        + "Register it under each key, or call WithAspects(aspects) in its factory.");

    public static InvalidOperationException NoProxy(Type type) => new(
        $"'{CSharpName.Format(type)}' has no circuit breaker proxy. The project that declares it, '{AssemblyOf(type)}', must "
        + "reference the Aspects package with its generator, and the interface or its members must carry [CircuitBreaker]. "
        + "If both are so, the application must reference the package too: its generator lists the proxies of all "
        + "referenced projects.");

    public static InvalidOperationException ClosedGeneric(Type type)
    {
        var name = CSharpName.Format(type);
        return new(
            $"'{name}' is generic, and only generated code can make the proxy of a generic interface. Decorate it with "
            + $"services.WithAspects<{name}>(static (inner, aspects) => inner.WithAspects(aspects)) instead, "
            + "before DecorateAll; or, where the interface is annotated in another project, name the closed form in the application: "
            + $"[assembly: CircuitBreakerFor<{name}>(\"name\")].");
    }

    public static InvalidOperationException OpenGeneric(Type definition)
    {
        var name = CSharpName.Format(definition);
        return new(
            $"'{name}' is registered in its open form, as typeof({name}), which cannot be decorated: the container closes it "
            + "without asking. Register each closed form that is needed, and decorate it with "
            + "services.WithAspects<…>(static (inner, aspects) => inner.WithAspects(aspects)).");
    }

    public static InvalidOperationException ForeignRegistry() => new(
        "The container has a CircuitBreakerRegistry that AddAspects did not register and therefore cannot "
        + "configure. Configure that one where it is created, or leave its registration to AddAspects.");

    public static InvalidOperationException Cycle(IEnumerable<Type> types) => new(
        $"A circular dependency was detected among decorated services: {string.Join(" -> ", types.Select(CSharpName.Format))}.");

#pragma warning disable RS0030 // Only to name it in a message; nothing is looked up in it.
    private static string AssemblyOf(Type type) => type.Assembly.GetName().Name ?? "?";
#pragma warning restore RS0030
}
