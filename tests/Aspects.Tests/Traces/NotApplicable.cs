namespace Aspects.Tests;

/// <summary>Traces of what this runtime does not have, or does otherwise on purpose; each with the reason.</summary>
internal static class NotApplicable
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["R18"] = "fast traffic raised the threshold above the configured one: here the configured one is the upper bound",
        ["R45"] = "a health check ran in the background while the circuit was closed: here a probe is asked only while it is open",
        ["R51"] = "a chain of fallbacks inside the breaker: a fallback is the proxy's here, not the runtime's",
        ["W01"] = "a success took back one failure of several: here it ends the row, and the share of failures is what remembers",
    };
}
