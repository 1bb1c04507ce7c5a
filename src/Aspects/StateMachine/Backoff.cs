namespace Aspects;

/// <summary>How long a break is: grows with each failed recovery, is spread by jitter, and never exceeds its cap.</summary>
internal static class Backoff
{
    /// <param name="rules">The settings.</param>
    /// <param name="failedRecoveries">How many recoveries have failed since the circuit was last closed.</param>
    /// <param name="random">Drawn once for the opening, evenly from 0 up to 1.</param>
    public static TimeSpan Compute(CircuitRules rules, int failedRecoveries, double random)
    {
        // In double, where a power that is too large becomes infinite and is cut by the cap, rather than in ticks, which overflow.
        var cap = (double)rules.MaxBreakDuration.Ticks;
        var ticks = Math.Min(rules.BreakDuration.Ticks * Math.Pow(rules.BackoffFactor, failedRecoveries), cap);
        if (rules.Jitter == 0) return FromTicks(ticks, rules);

        // What the cap cuts off is not heaped on the cap: the draw is spread over what is left.
        var lowest = ticks * (1 - rules.Jitter);
        var highest = Math.Min(ticks * (1 + rules.Jitter), cap);
        return FromTicks(lowest + ((highest - lowest) * random), rules);
    }

    private static TimeSpan FromTicks(double ticks, CircuitRules rules) =>
        ticks >= rules.MaxBreakDuration.Ticks
            ? rules.MaxBreakDuration
            : TimeSpan.FromTicks(Math.Max((long)ticks, CircuitBreakerOptions.MinDuration.Ticks));
}
