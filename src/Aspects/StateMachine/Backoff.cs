namespace Aspects;

/// <summary>Computes breaks that grow with each failed recovery, with jitter and a maximum.</summary>
internal static class Backoff
{
    /// <summary>Computes the length of a break.</summary>
    /// <param name="rules">The settings.</param>
    /// <param name="failedRecoveries">The number of failed recoveries since the circuit was last closed.</param>
    /// <param name="random">The random number of the opening, uniform from 0 (inclusive) to 1 (exclusive).</param>
    public static TimeSpan Compute(CircuitRules rules, int failedRecoveries, double random)
    {
        // Computes in double: a power that is too large becomes infinite, and the maximum limits it. Ticks would
        // overflow.
        var cap = (double)rules.MaxBreakDuration.Ticks;
        var ticks = Math.Min(rules.BreakDuration.Ticks * Math.Pow(rules.BackoffFactor, failedRecoveries), cap);
        if (rules.Jitter == 0) return FromTicks(ticks, rules);

        // Limits the range before the random number is applied, so that the breaks do not gather at the maximum.
        var lowest = ticks * (1 - rules.Jitter);
        var highest = Math.Min(ticks * (1 + rules.Jitter), cap);
        return FromTicks(lowest + ((highest - lowest) * random), rules);
    }

    private static TimeSpan FromTicks(double ticks, CircuitRules rules) =>
        ticks >= rules.MaxBreakDuration.Ticks
            ? rules.MaxBreakDuration
            : TimeSpan.FromTicks(Math.Max((long)ticks, CircuitBreakerOptions.MinDuration.Ticks));
}
