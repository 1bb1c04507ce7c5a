namespace Aspects.Compiler;

/// <summary>
/// A circuit breaker by its name: the calls that it guards, and the settings of all attributes with that name.
/// </summary>
internal sealed class NamedBreaker
{
    private readonly BreakerSettings _settings;

    private NamedBreaker(IReadOnlyList<GuardedMethod> calls)
    {
        Calls = calls;
        _settings = new BreakerSettings(calls);
    }

    public string Name => Calls[0].Attribute.Name!;

    public IReadOnlyList<GuardedMethod> Calls { get; }

    /// <summary>The settings of attributes, by their names there, each with the attribute that wins.</summary>
    public IReadOnlyDictionary<string, (double Value, BreakerAttribute Attribute)> Settings => _settings.Values;

    /// <summary>Finds the circuit breakers of proxies. Names ignore case.</summary>
    public static IEnumerable<NamedBreaker> FindAll(IEnumerable<ProxiedInterface> proxies) => proxies
        .SelectMany(GuardedMethod.FindAll)
        .Where(static call => call.Attribute.HasUsableName)
        .GroupBy(static call => call.Attribute.Name!, StringComparer.OrdinalIgnoreCase)
        .Select(static calls => new NamedBreaker([.. calls]));

    /// <summary>Returns the circuit breaker with the settings that each proxy alone gives.</summary>
    public IEnumerable<NamedBreaker> SplitByProxy() => Calls.GroupBy(static call => call.Proxied).Select(static calls => new NamedBreaker([.. calls]));
}
