namespace Aspects.Tests;

/// <summary>The settings of the reference breaker.</summary>
internal sealed record ReferenceSettings(
    int ConsecutiveFailures, TimeSpan BreakDuration, int MaxConcurrentProbes, int SuccessThreshold, TimeSpan ProbeTimeout)
{
    public int FailureCount { get; init; }

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

    public TimeSpan Timeout { get; init; }

    public ReferenceRules Rules { get; init; } = new([]);

    public bool HasHealthProbe { get; init; }

    public TimeSpan HealthProbeInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A disposed breaker has the mode Disabled and no rule. Its present break stays.</summary>
    public static ReferenceSettings OfDisposed { get; } = new(0, TimeSpan.MaxValue, 1, 2, TimeSpan.MaxValue)
    {
        Mode = CircuitMode.Disabled,
        MinimumThroughput = 20,
        Window = TimeSpan.FromSeconds(30),
    };

    public bool NeedsWindow => FailureCount > 0 || FailureRatio > 0 || SlowCallDuration > TimeSpan.Zero || AdaptiveThreshold;

    /// <summary>Returns the settings without contradictions, which a breaker would refuse.</summary>
    public ReferenceSettings WithoutContradictions()
    {
        var settings = this;
        if (settings.WindowCalls > 0) settings = settings with { MinimumThroughput = Math.Min(MinimumThroughput, WindowCalls) };
        if (settings.WindowCalls > 0 && settings.FailureCount > settings.WindowCalls) settings = settings with { FailureCount = 0 };
        if (settings.Timeout > TimeSpan.Zero && settings.SlowCallDuration >= settings.Timeout) settings = settings with { Timeout = SlowCallDuration * 2 };
        if (settings.ProbeTimeout < settings.SlowCallDuration) settings = settings with { ProbeTimeout = SlowCallDuration };
        if (settings.ProbeTimeout < settings.Timeout) settings = settings with { ProbeTimeout = settings.Timeout };
        if (settings.BreakDuration > settings.MaxBreakDuration) settings = settings with { MaxBreakDuration = BreakDuration };
        if (settings.ConsecutiveFailures == 0) settings = settings with { AdaptiveThreshold = false };

        // No ratio opens the circuit before the first failure, so that a limit of 1 is no contradiction.
        return settings is { FailureRatio: > 0, WindowCalls: > 0, ConsecutiveFailures: > 1 }
            ? settings with { ConsecutiveFailures = Math.Min(ConsecutiveFailures, settings.MinimumThroughput) }
            : settings;
    }

    public void CopyTo(CircuitBreakerOptions options, IHealthProbe healthProbe)
    {
        options.ConsecutiveFailures = ConsecutiveFailures;
        options.BreakDuration = BreakDuration;
        options.MaxConcurrentProbes = MaxConcurrentProbes;
        options.SuccessThreshold = SuccessThreshold;
        options.ProbeTimeout = ProbeTimeout;
        options.FailureCount = FailureCount;
        options.FailureRatio = FailureRatio;
        options.MinimumThroughput = MinimumThroughput;
        options.Window = Window;
        options.WindowCalls = WindowCalls;
        options.SlowCallDuration = SlowCallDuration;
        options.SlowCallRatio = SlowCallRatio;
        options.MeasureDurations = SlowCallDuration > TimeSpan.Zero;
        options.AdaptiveThreshold = AdaptiveThreshold;
        options.BackoffFactor = BackoffFactor;
        options.MaxBreakDuration = MaxBreakDuration;
        options.Jitter = 0;
        options.HonorRetryAfter = HonorRetryAfter;
        options.MaxRetryAfter = MaxRetryAfter;
        options.Mode = Mode;
        options.Timeout = Timeout;
        options.HealthProbe = HasHealthProbe ? healthProbe : null;
        options.HealthProbeInterval = HealthProbeInterval;
        options.Outcomes = OutcomeRules.None;
        foreach (var rule in Rules.All) rule.AddTo(options);
    }
}
