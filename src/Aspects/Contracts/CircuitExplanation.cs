using System.Globalization;

namespace Aspects;

/// <summary>Says why a circuit is open, or what is missing for it to open.</summary>
internal static class CircuitExplanation
{
    public static string Describe(CircuitSnapshot snapshot) => snapshot.State switch
    {
        CircuitState.Closed => Closed(snapshot),
        CircuitState.Open => Invariant(
            $"Open because of {Because(snapshot.Reason)}; {(snapshot.IsRecoveryBlocked ? "held back by the health probe" : $"the next probe in {Seconds(snapshot.RetryAfter)}")}."),
        CircuitState.HalfOpen => Invariant(
            $"Half-open: {snapshot.ConsecutiveProbeSuccesses} of {snapshot.SuccessThreshold} probes in a row have succeeded."),
        _ => "Isolated by hand until it is released.",
    };

    private static string Closed(CircuitSnapshot snapshot)
    {
        var rules = new List<string>();
        if (snapshot.ConsecutiveFailureLimit > 0)
        {
            rules.Add(Invariant($"{snapshot.ConsecutiveFailures} of {snapshot.ConsecutiveFailureLimit} failures in a row"));
        }

        var calls = snapshot.WindowCalls + snapshot.SlowCallsInFlight;
        if (snapshot.FailureRatioLimit > 0)
        {
            rules.Add(Invariant($"{snapshot.WindowFailures} of {snapshot.WindowCalls} calls in the window failed (opens at {snapshot.FailureRatioLimit:0.###} of at least {snapshot.MinimumThroughput})"));
        }

        if (snapshot.SlowCallRatioLimit > 0)
        {
            rules.Add(Invariant($"{snapshot.WindowSlowCalls + snapshot.SlowCallsInFlight} of {calls} were slow (opens at {snapshot.SlowCallRatioLimit:0.###} of at least {snapshot.MinimumThroughput})"));
        }

        return rules.Count == 0 ? "Closed: no rule can open it." : $"Closed: {string.Join("; ", rules)}.";
    }

    private static string Because(CircuitReason reason) => reason switch
    {
        CircuitReason.ConsecutiveFailures => "failures in a row",
        CircuitReason.FailureRatio => "the share of failed calls",
        CircuitReason.SlowCallRatio => "the share of slow calls",
        CircuitReason.ProbeFailed => "a failed probe",
        CircuitReason.Throttled => "the callee's wish",
        CircuitReason.Restored => "its given state",
        _ => reason.ToString(),
    };

    private static string Seconds(TimeSpan? span) => Invariant($"{span.GetValueOrDefault().TotalSeconds:0.###} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
