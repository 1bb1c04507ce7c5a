using System.Globalization;

namespace Aspects;

/// <summary>Explains why a circuit is open, or what is missing for it to open.</summary>
internal static class CircuitExplanation
{
    public static string Describe(CircuitSnapshot snapshot) => snapshot.State switch
    {
        CircuitState.Closed => DescribeClosed(snapshot),
        CircuitState.Open => $"Open because of {DescribeReason(snapshot.Reason)}; {DescribeNextProbe(snapshot)}.",
        CircuitState.HalfOpen => Invariant(
            $"Half-open: {snapshot.ConsecutiveProbeSuccesses} of {snapshot.SuccessThreshold} consecutive probes have succeeded."),
        _ => "Isolated by hand: call Release to close the circuit.",
    };

    private static string DescribeClosed(CircuitSnapshot snapshot)
    {
        var rules = new List<string>();
        if (snapshot.ConsecutiveFailureLimit > 0)
        {
            rules.Add(Invariant($"{snapshot.ConsecutiveFailures} of {snapshot.ConsecutiveFailureLimit} consecutive failures"));
        }

        if (snapshot.FailureCountLimit > 0)
        {
            rules.Add(Invariant($"{snapshot.WindowFailures} of {snapshot.FailureCountLimit} failures in the window"));
        }

        if (snapshot.FailureRatioLimit > 0)
        {
            var limit = DescribeLimit(snapshot.FailureRatioLimit, snapshot);
            rules.Add(Invariant($"{snapshot.WindowFailures} of {snapshot.WindowCalls} calls in the window failed ({limit})"));
        }

        if (snapshot.SlowCallRatioLimit > 0)
        {
            var slow = snapshot.WindowSlowCalls + snapshot.SlowCallsInFlight;
            var calls = snapshot.WindowCalls + snapshot.SlowCallsInFlight;
            rules.Add(Invariant($"{slow} of {calls} calls were slow ({DescribeLimit(snapshot.SlowCallRatioLimit, snapshot)})"));
        }

        return rules.Count == 0 ? "Closed: no rule can open the circuit." : $"Closed: {string.Join("; ", rules)}.";
    }

    private static string DescribeLimit(double ratio, CircuitSnapshot snapshot) =>
        Invariant($"opens at a share of {ratio:0.###} of at least {snapshot.MinimumThroughput} calls");

    private static string DescribeReason(CircuitReason reason) => reason switch
    {
        CircuitReason.ConsecutiveFailures => "consecutive failures",
        CircuitReason.FailureCount => "the number of failed calls",
        CircuitReason.FailureRatio => "the share of failed calls",
        CircuitReason.SlowCallRatio => "the share of slow calls",
        CircuitReason.ProbeFailed => "a failed probe",
        CircuitReason.Throttled => "throttling by the callee",
        CircuitReason.Restored => "its initial or restored state",
        CircuitReason.OpenedByHand => "a command to open for a time",
        _ => reason.ToString(),
    };

    private static string DescribeNextProbe(CircuitSnapshot snapshot) => snapshot.IsRecoveryBlocked
        ? "the health probe blocks recovery"
        : Invariant($"next probe in {snapshot.RetryAfter.GetValueOrDefault().TotalSeconds:0.###} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
