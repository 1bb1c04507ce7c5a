namespace Aspects;

/// <summary>Finds settings that contradict each other although each of them is within its range.</summary>
internal static class OptionsValidator
{
    /// <exception cref="ArgumentException">
    /// Settings contradict each other. The message contains them and the remedy.
    /// </exception>
    public static void ThrowIfContradictory(string breaker, CircuitBreakerOptions options, object? key = null)
    {
        foreach (var (text, _) in FindContradictions(options))
        {
            var forKey = key is null ? "" : FormattableString.Invariant($" for key '{key}'");
            throw new ArgumentException($"Circuit breaker '{breaker}'{forKey}: {text}", nameof(options));
        }
    }

    /// <summary>Finds only contradictions that no other source of settings can remove.</summary>
    /// <remarks>A contradiction with a default is not final, because another source can set that setting.</remarks>
    /// <exception cref="ArgumentException">Settings contradict each other, and all of them are set.</exception>
    public static void ThrowIfFinallyContradictory(string breaker, CircuitBreakerOptions options, object? key = null)
    {
        if (FindContradictions(options).Any(found => found.Settings.All(options.IsSet))) ThrowIfContradictory(breaker, options, key);
    }

    private static IEnumerable<(string Text, string[] Settings)> FindContradictions(CircuitBreakerOptions options)
    {
        var usesRatios = options.FailureRatio > 0 || options.SlowCallDuration > TimeSpan.Zero;
        if (usesRatios && options.WindowCalls > 0 && options.MinimumThroughput > options.WindowCalls)
        {
            yield return (
                FormattableString.Invariant($"MinimumThroughput ({options.MinimumThroughput}) is more than the window can hold (WindowCalls {options.WindowCalls}), so that no ratio can ever open the circuit. Lower MinimumThroughput or raise WindowCalls."),
                [nameof(options.MinimumThroughput), nameof(options.WindowCalls)]);
        }

        if (options.WindowCalls > 0 && options.FailureCount > options.WindowCalls)
        {
            yield return (
                FormattableString.Invariant($"FailureCount ({options.FailureCount}) is more than the window can hold (WindowCalls {options.WindowCalls}), so that it can never open the circuit. Lower FailureCount or raise WindowCalls."),
                [nameof(options.FailureCount), nameof(options.WindowCalls)]);
        }

        if (options.BreakDuration > options.MaxBreakDuration)
        {
            yield return (
                FormattableString.Invariant($"BreakDuration ({options.BreakDuration}) is longer than MaxBreakDuration ({options.MaxBreakDuration}). Raise MaxBreakDuration or lower BreakDuration."),
                [nameof(options.BreakDuration), nameof(options.MaxBreakDuration)]);
        }

        if (options.Timeout > TimeSpan.Zero && options.SlowCallDuration >= options.Timeout)
        {
            yield return (
                FormattableString.Invariant($"SlowCallDuration ({options.SlowCallDuration}) is not shorter than Timeout ({options.Timeout}), so that every call times out before it can be slow. Raise Timeout or lower SlowCallDuration."),
                [nameof(options.Timeout), nameof(options.SlowCallDuration)]);
        }

        if (options.HasProbeTimeout && options.ProbeTimeout < options.Timeout)
        {
            yield return (
                FormattableString.Invariant($"ProbeTimeout ({options.ProbeTimeout}) is shorter than Timeout ({options.Timeout}), so that a probe loses its slot before it times out. Raise ProbeTimeout, do not set it, or lower Timeout."),
                [nameof(options.ProbeTimeout), nameof(options.Timeout)]);
        }

        if (options.HasProbeTimeout && options.ProbeTimeout < options.SlowCallDuration)
        {
            yield return (
                FormattableString.Invariant($"ProbeTimeout ({options.ProbeTimeout}) is shorter than SlowCallDuration ({options.SlowCallDuration}), so that a probe loses its slot before it can be slow. Raise ProbeTimeout, do not set it, or lower SlowCallDuration."),
                [nameof(options.ProbeTimeout), nameof(options.SlowCallDuration)]);
        }

        if (IsConsecutiveFailuresUnreachable(options))
        {
            yield return (
                FormattableString.Invariant($"ConsecutiveFailures ({options.ConsecutiveFailures}) can never open the circuit: in a window of {options.WindowCalls} calls (WindowCalls), {options.ConsecutiveFailures - 1} consecutive failures already reach FailureRatio {options.FailureRatio} with MinimumThroughput {options.MinimumThroughput}. Lower ConsecutiveFailures, set it to 0, or raise FailureRatio, MinimumThroughput or WindowCalls."),
                [nameof(options.ConsecutiveFailures), nameof(options.FailureRatio), nameof(options.WindowCalls), nameof(options.MinimumThroughput)]);
        }

        if (options is { AdaptiveThreshold: true, ConsecutiveFailures: 0 })
        {
            yield return (
                "AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off). Set ConsecutiveFailures, or do not set AdaptiveThreshold.",
                [nameof(options.AdaptiveThreshold), nameof(options.ConsecutiveFailures)]);
        }
    }

    // True if the ratio opens the circuit one failure earlier, even in a window that was full of successes.
    private static bool IsConsecutiveFailuresUnreachable(CircuitBreakerOptions options)
    {
        if (options.ConsecutiveFailures == 0 || options.FailureRatio == 0 || options.WindowCalls == 0) return false;
        var before = options.ConsecutiveFailures - 1;
        return before >= options.MinimumThroughput && before / (double)options.WindowCalls >= options.FailureRatio;
    }
}
