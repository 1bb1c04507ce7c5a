namespace Aspects.Tests;

/// <summary>The settings of the reference breaker.</summary>
internal sealed record ReferenceSettings(
    int ConsecutiveFailures, TimeSpan BreakDuration, int MaxConcurrentProbes, int SuccessThreshold, TimeSpan ProbeTimeout)
{
    public double FailureRatio { get; init; }

    public int MinimumThroughput { get; init; } = 3;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(8);

    public int WindowCalls { get; init; }

    public TimeSpan SlowCallDuration { get; init; }

    public double SlowCallRatio { get; init; } = 0.5;

    public bool AdaptiveThreshold { get; init; }

    public double BackoffFactor { get; init; } = 1;

    public TimeSpan MaxBreakDuration { get; init; } = TimeSpan.MaxValue;

    public bool HonorRetryAfter { get; init; } = true;

    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    public CircuitMode Mode { get; init; }

    public bool NeedsWindow => FailureRatio > 0 || SlowCallDuration > TimeSpan.Zero || AdaptiveThreshold;

    /// <summary>Returns the settings without contradictions, which a breaker would refuse.</summary>
    public ReferenceSettings WithoutContradictions()
    {
        var settings = this;
        if (settings.WindowCalls > 0) settings = settings with { MinimumThroughput = Math.Min(MinimumThroughput, WindowCalls) };
        if (settings.ProbeTimeout < settings.SlowCallDuration) settings = settings with { ProbeTimeout = SlowCallDuration };
        if (settings.BreakDuration > settings.MaxBreakDuration) settings = settings with { MaxBreakDuration = BreakDuration };
        if (settings.ConsecutiveFailures == 0) settings = settings with { AdaptiveThreshold = false };

        // No ratio opens the circuit before the first failure, so that a limit of 1 is no contradiction.
        return settings is { FailureRatio: > 0, WindowCalls: > 0, ConsecutiveFailures: > 1 }
            ? settings with { ConsecutiveFailures = Math.Min(ConsecutiveFailures, settings.MinimumThroughput) }
            : settings;
    }

    public void CopyTo(CircuitBreakerOptions options)
    {
        options.ConsecutiveFailures = ConsecutiveFailures;
        options.BreakDuration = BreakDuration;
        options.MaxConcurrentProbes = MaxConcurrentProbes;
        options.SuccessThreshold = SuccessThreshold;
        options.ProbeTimeout = ProbeTimeout;
        options.FailureRatio = FailureRatio;
        options.MinimumThroughput = MinimumThroughput;
        options.Window = Window;
        options.WindowCalls = WindowCalls;
        options.SlowCallDuration = SlowCallDuration;
        options.SlowCallRatio = SlowCallRatio;
        options.AdaptiveThreshold = AdaptiveThreshold;
        options.BackoffFactor = BackoffFactor;
        options.MaxBreakDuration = MaxBreakDuration;
        options.Jitter = 0;
        options.HonorRetryAfter = HonorRetryAfter;
        options.MaxRetryAfter = MaxRetryAfter;
        options.Mode = Mode;
    }
}
