namespace Aspects;

/// <summary>The settings of a breaker as it reads them: complete, checked, and never changed in place.</summary>
internal sealed class CircuitRules
{
    public static readonly CircuitRules Default = new(CircuitBreakerOptions.Default);

    // Below this limit the coarse clock is too coarse to tell slow from quick.
    private static readonly TimeSpan CoarseEnough = TimeSpan.FromMilliseconds(100);

    private CircuitRules(CircuitBreakerOptions options)
    {
        ConsecutiveFailures = options.ConsecutiveFailures;
        FailureRatio = options.FailureRatio;
        MinimumThroughput = options.MinimumThroughput;
        Window = options.Window;
        WindowCalls = options.WindowCalls;
        SlowCallDuration = options.SlowCallDuration;
        SlowCallRatio = options.SlowCallRatio;
        AdaptiveThreshold = options.AdaptiveThreshold;
        MeasuresDurations = options.MeasureDurations || options.SlowCallDuration > TimeSpan.Zero || options.Timeout > TimeSpan.Zero;
        MeasuresPrecisely = SlowCallDuration < CoarseEnough;
        BreakDuration = options.BreakDuration;
        BackoffFactor = options.BackoffFactor;
        MaxBreakDuration = options.MaxBreakDuration;
        Jitter = options.Jitter;
        Random = options.Random;
        BreakDurationGenerator = options.BreakDurationGenerator;
        HonorRetryAfter = options.HonorRetryAfter;
        MaxRetryAfter = options.MaxRetryAfter;
        MaxConcurrentProbes = options.MaxConcurrentProbes;
        SuccessThreshold = options.SuccessThreshold;
        ProbeTimeout = options.ProbeTimeout;
        SlowStart = options.SlowStart;
        HealthProbe = options.HealthProbe;
        HealthProbeInterval = options.HealthProbeInterval;
        Timeout = options.Timeout;
        Mode = options.Mode;
        InitialState = options.InitialState;
        Outcomes = options.Outcomes;
    }

    public int ConsecutiveFailures { get; }

    public double FailureRatio { get; }

    public int MinimumThroughput { get; }

    public TimeSpan Window { get; }

    public int WindowCalls { get; }

    public TimeSpan SlowCallDuration { get; }

    public double SlowCallRatio { get; }

    public bool AdaptiveThreshold { get; }

    public bool MeasuresDurations { get; }

    public bool MeasuresPrecisely { get; }

    public TimeSpan BreakDuration { get; }

    public double BackoffFactor { get; }

    public TimeSpan MaxBreakDuration { get; }

    public double Jitter { get; }

    public Func<double> Random { get; }

    public Func<BreakDurationContext, TimeSpan>? BreakDurationGenerator { get; }

    public bool HonorRetryAfter { get; }

    public TimeSpan MaxRetryAfter { get; }

    public int MaxConcurrentProbes { get; }

    public int SuccessThreshold { get; }

    public TimeSpan ProbeTimeout { get; }

    public TimeSpan SlowStart { get; }

    public IHealthProbe? HealthProbe { get; }

    public TimeSpan HealthProbeInterval { get; }

    public TimeSpan Timeout { get; }

    public CircuitMode Mode { get; }

    public CircuitState InitialState { get; }

    public OutcomeRules Outcomes { get; }

    public bool WatchesSlowCalls => SlowCallDuration > TimeSpan.Zero;

    public bool NeedsWindow => FailureRatio > 0 || WatchesSlowCalls || AdaptiveThreshold;

    /// <exception cref="ArgumentException">Settings contradict each other.</exception>
    public static CircuitRules From(string breaker, CircuitBreakerOptions options)
    {
        Contradictions.Refuse(breaker, options);
        return new CircuitRules(options);
    }

    /// <summary>Whether what the window holds is reason to open.</summary>
    public CircuitReason Verdict(WindowTotals totals)
    {
        if (totals.TimedCalls < MinimumThroughput) return CircuitReason.None;
        if (FailureRatio > 0 && totals.Calls >= MinimumThroughput && totals.FailureRatio >= FailureRatio) return CircuitReason.FailureRatio;
        return WatchesSlowCalls && totals.SlowCallRatio >= SlowCallRatio ? CircuitReason.SlowCallRatio : CircuitReason.None;
    }

    /// <summary>
    /// How many failures in a row open the circuit at the moment: computed from what the window holds now, so that it can
    /// neither climb nor stay down, and never less than half of the setting. The failures of the row itself do not speak for a
    /// lower limit: else every row would be judged by half of it.
    /// </summary>
    public int FailureLimit(WindowTotals totals, int failuresInARow)
    {
        if (!AdaptiveThreshold) return ConsecutiveFailures;
        var degradation = totals.WithoutRow(failuresInARow).Degradation;
        var give = ConsecutiveFailures - ((ConsecutiveFailures + 1) / 2);
        return ConsecutiveFailures - (int)(give * degradation);
    }
}
