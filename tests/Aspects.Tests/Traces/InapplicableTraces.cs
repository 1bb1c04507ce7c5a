namespace Aspects.Tests;

/// <summary>
/// The traces of behavior that this runtime does not have, or changes on purpose, each with the reason.
/// </summary>
internal static class InapplicableTraces
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["R18"] = "the original raises the threshold above the setting after fast calls: here the setting is the upper bound",
        ["R45"] = "the original runs a health check while the circuit is closed: here a health probe runs only while the circuit is open",
        ["R51"] = "the original has a chain of fallbacks in the breaker: here the proxy has the fallback",
        ["W01"] = "in the original a success removes one of several failures: here a success resets the consecutive failures",
    };
}
