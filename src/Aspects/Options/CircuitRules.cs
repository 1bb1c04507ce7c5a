namespace Aspects;

/// <summary>The complete, validated and immutable settings that a breaker reads.</summary>
internal sealed class CircuitRules
{
    public static readonly CircuitRules Default = new(CircuitBreakerOptions.Default);

    /// <summary>The settings of a disposed breaker: nothing is judged or watched.</summary>
    /// <remarks>The times are the longest, because shorter times would change the break and the probe slots.</remarks>
    public static readonly CircuitRules Disabled = new(new CircuitBreakerOptions
    {
        Mode = CircuitMode.Disabled,
        ConsecutiveFailures = 0,
        FailureRatio = 0,
        BreakDuration = TimeSpan.MaxValue,
        Jitter = 0,
        ProbeTimeout = TimeSpan.MaxValue,
    }.CloneWithOrigin(SettingLevel.Configured, "Dispose"));

    // The coarse clock cannot tell slow calls from fast ones below this limit.
    private static readonly TimeSpan CoarseClockLimit = TimeSpan.FromMilliseconds(100);

    private CircuitRules(CircuitBreakerOptions options)
    {
        Options = options;
        ConsecutiveFailures = options.ConsecutiveFailures;
        FailureCount = options.FailureCount;
        FailureRatio = options.FailureRatio;
        MinimumThroughput = options.MinimumThroughput;
        Window = options.Window;
        WindowCalls = options.WindowCalls;
        SlowCallDuration = options.SlowCallDuration;
        SlowCallRatio = options.SlowCallRatio;
        AdaptiveThreshold = options.AdaptiveThreshold;
        MeasuresDurations = options.MeasureDurations || options.SlowCallDuration > TimeSpan.Zero || options.Timeout > TimeSpan.Zero;
        KeepsDurations = options.MeasureDurations;
        NeedsPreciseClock = SlowCallDuration < CoarseClockLimit;
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

    /// <summary>The options with these values and their origins. They never change.</summary>
    public CircuitBreakerOptions Options { get; }

    public int ConsecutiveFailures { get; }

    public int FailureCount { get; }

    public double FailureRatio { get; }

    public int MinimumThroughput { get; }

    public TimeSpan Window { get; }

    public int WindowCalls { get; }

    public TimeSpan SlowCallDuration { get; }

    public double SlowCallRatio { get; }

    public bool AdaptiveThreshold { get; }

    public bool MeasuresDurations { get; }

    /// <summary>Whether the breaker keeps the durations, for the percentiles in its snapshot.</summary>
    public bool KeepsDurations { get; }

    public bool NeedsPreciseClock { get; }

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

    /// <summary>The longest duration of a call that is neither slow nor overdue.</summary>
    public TimeSpan QuickCallLimit
    {
        get
        {
            var slow = WatchesSlowCalls ? SlowCallDuration : TimeSpan.MaxValue;
            return Timeout > TimeSpan.Zero && Timeout < slow ? Timeout : slow;
        }
    }

    public bool WatchesSlowCalls => SlowCallDuration > TimeSpan.Zero;

    public bool NeedsWindow => FailureCount > 0 || FailureRatio > 0 || WatchesSlowCalls || AdaptiveThreshold;

    /// <summary>
    /// Whether a window under other rules stays valid. A window of calls does not depend on the length in time.
    /// </summary>
    public bool HasSameWindow(CircuitRules other) =>
        NeedsWindow == other.NeedsWindow && WindowCalls == other.WindowCalls && (WindowCalls > 0 || Window == other.Window);

    /// <param name="breaker">The name of the breaker, for messages.</param>
    /// <param name="options">The settings. The caller does not change them later.</param>
    /// <param name="key">The key of the breaker, for messages.</param>
    /// <exception cref="ArgumentException">Settings contradict each other.</exception>
    public static CircuitRules Create(string breaker, CircuitBreakerOptions options, object? key = null)
    {
        OptionsValidator.ThrowIfContradictory(breaker, options, key);
        return new CircuitRules(options);
    }

    /// <summary>Returns the reason to open that the window gives, or <see cref="CircuitReason.None"/>.</summary>
    public CircuitReason EvaluateWindow(WindowTotals totals)
    {
        if (FailureCount > 0 && totals.Failures >= FailureCount) return CircuitReason.FailureCount;
        if (totals.TimedCalls < MinimumThroughput) return CircuitReason.None;
        if (FailureRatio > 0 && totals.Calls >= MinimumThroughput && totals.FailureRatio >= FailureRatio) return CircuitReason.FailureRatio;
        return WatchesSlowCalls && totals.SlowCallRatio >= SlowCallRatio ? CircuitReason.SlowCallRatio : CircuitReason.None;
    }

    /// <summary>Computes how many consecutive failures open the circuit at the moment.</summary>
    /// <remarks>
    /// The limit depends on the present window alone, so it can neither climb nor stay low. The limit is at least half
    /// of the setting. The present consecutive failures are left out of the window, because they would lower their own
    /// limit.
    /// </remarks>
    public int ComputeFailureLimit(WindowTotals totals, int consecutiveFailures)
    {
        if (!AdaptiveThreshold) return ConsecutiveFailures;
        var degradation = totals.WithoutFailures(consecutiveFailures).Degradation;
        var adaptiveRange = ConsecutiveFailures - ((ConsecutiveFailures + 1) / 2);
        return ConsecutiveFailures - (int)(adaptiveRange * degradation);
    }
}
