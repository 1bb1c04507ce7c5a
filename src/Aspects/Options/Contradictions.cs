namespace Aspects;

/// <summary>Settings that are each in range and make no sense together.</summary>
internal static class Contradictions
{
    /// <exception cref="ArgumentException">Two settings contradict each other; the message says which, and what to do.</exception>
    public static void Refuse(string breaker, CircuitBreakerOptions options)
    {
        foreach (var contradiction in Find(options))
        {
            throw new ArgumentException($"Circuit breaker '{breaker}': {contradiction}", nameof(options));
        }
    }

    private static IEnumerable<string> Find(CircuitBreakerOptions options)
    {
        var looksAtRatios = options.FailureRatio > 0 || options.SlowCallDuration > TimeSpan.Zero;
        if (looksAtRatios && options.WindowCalls > 0 && options.MinimumThroughput > options.WindowCalls)
        {
            yield return FormattableString.Invariant(
                $"MinimumThroughput ({options.MinimumThroughput}) is more than the window can hold (WindowCalls {options.WindowCalls}), so that no ratio would ever be looked at. Lower the one or raise the other.");
        }

        if (options.BreakDuration > options.MaxBreakDuration)
        {
            yield return FormattableString.Invariant(
                $"BreakDuration ({options.BreakDuration}) is longer than MaxBreakDuration ({options.MaxBreakDuration}). Raise MaxBreakDuration or shorten the break.");
        }

        if (options.Timeout > TimeSpan.Zero && options.SlowCallDuration >= options.Timeout)
        {
            yield return FormattableString.Invariant(
                $"SlowCallDuration ({options.SlowCallDuration}) is not shorter than Timeout ({options.Timeout}), so that a call is given up before it can be slow. Lengthen Timeout or shorten SlowCallDuration.");
        }

        if (ConsecutiveFailuresNeverDecide(options))
        {
            yield return FormattableString.Invariant(
                $"ConsecutiveFailures ({options.ConsecutiveFailures}) can never be what opens the circuit: in a window of {options.WindowCalls} calls (WindowCalls), {options.ConsecutiveFailures - 1} failures in a row already reach FailureRatio {options.FailureRatio} with MinimumThroughput {options.MinimumThroughput}. Lower ConsecutiveFailures, set it to 0, or raise FailureRatio, MinimumThroughput or WindowCalls.");
        }

        if (options is { AdaptiveThreshold: true, ConsecutiveFailures: 0 })
        {
            yield return "AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off). Set ConsecutiveFailures or leave AdaptiveThreshold out.";
        }
    }

    // One failure before the last, the ratio has decided already, whether the window is full of older successes or not.
    private static bool ConsecutiveFailuresNeverDecide(CircuitBreakerOptions options)
    {
        if (options.ConsecutiveFailures == 0 || options.FailureRatio == 0 || options.WindowCalls == 0) return false;
        var before = options.ConsecutiveFailures - 1;
        return before >= options.MinimumThroughput && before / (double)options.WindowCalls >= options.FailureRatio;
    }
}
