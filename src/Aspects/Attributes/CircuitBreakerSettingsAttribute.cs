namespace Aspects;

/// <summary>
/// The settings that can be written beside an interface: what the attributes of this library have in common. Numbers are
/// checked at compile time, against the ranges given with each.
/// </summary>
/// <remarks>
/// What is not named is left to attributes of lower precedence (assembly, then interface, then method), to code and
/// configuration, and to the defaults last.
/// </remarks>
public abstract class CircuitBreakerSettingsAttribute : Attribute
{
    private protected CircuitBreakerSettingsAttribute()
    {
    }

    /// <inheritdoc cref="CircuitBreakerOptions.ConsecutiveFailures"/>
    public int ConsecutiveFailures { get; set; } = CircuitBreakerOptions.Default.ConsecutiveFailures;

    /// <inheritdoc cref="CircuitBreakerOptions.FailureRatio"/>
    public double FailureRatio { get; set; } = CircuitBreakerOptions.Default.FailureRatio;

    /// <inheritdoc cref="CircuitBreakerOptions.MinimumThroughput"/>
    public int MinimumThroughput { get; set; } = CircuitBreakerOptions.Default.MinimumThroughput;

    /// <summary>How far back the ratios look, in seconds. From 0.1 to 86,400; 30 if not set.</summary>
    public double WindowSeconds { get; set; } = CircuitBreakerOptions.Default.Window.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.WindowCalls"/>
    public int WindowCalls { get; set; } = CircuitBreakerOptions.Default.WindowCalls;

    /// <summary>
    /// How long a call may take before it is slow, in seconds: strictly longer is. 0 (no call is ever slow), or from 0.001 to
    /// 922,337,203,685; 0 if not set.
    /// </summary>
    public double SlowCallSeconds { get; set; } = CircuitBreakerOptions.Default.SlowCallDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.SlowCallRatio"/>
    public double SlowCallRatio { get; set; } = CircuitBreakerOptions.Default.SlowCallRatio;

    /// <inheritdoc cref="CircuitBreakerOptions.AdaptiveThreshold"/>
    public bool AdaptiveThreshold { get; set; } = CircuitBreakerOptions.Default.AdaptiveThreshold;

    /// <summary>
    /// How long the circuit stays open the first time, in seconds. From 0.001 to 922,337,203,685; 30 if not set.
    /// </summary>
    public double BreakSeconds { get; set; } = CircuitBreakerOptions.Default.BreakDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.BackoffFactor"/>
    public double BackoffFactor { get; set; } = CircuitBreakerOptions.Default.BackoffFactor;

    /// <summary>
    /// What no break exceeds, in seconds, jitter included. From 0.001 to 922,337,203,685; if not set 300, or
    /// <see cref="BreakSeconds"/> where that is more.
    /// </summary>
    public double MaxBreakSeconds { get; set; } = CircuitBreakerOptions.Default.MaxBreakDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.Jitter"/>
    public double Jitter { get; set; } = CircuitBreakerOptions.Default.Jitter;

    /// <inheritdoc cref="CircuitBreakerOptions.HonorRetryAfter"/>
    public bool HonorRetryAfter { get; set; } = CircuitBreakerOptions.Default.HonorRetryAfter;

    /// <summary>The longest a callee may ask for, in seconds. From 0.001 to 922,337,203,685; 300 if not set.</summary>
    public double MaxRetryAfterSeconds { get; set; } = CircuitBreakerOptions.Default.MaxRetryAfter.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.MaxConcurrentProbes"/>
    public int MaxConcurrentProbes { get; set; } = CircuitBreakerOptions.Default.MaxConcurrentProbes;

    /// <inheritdoc cref="CircuitBreakerOptions.SuccessThreshold"/>
    public int SuccessThreshold { get; set; } = CircuitBreakerOptions.Default.SuccessThreshold;

    /// <summary>
    /// How long a probe may take before its place is given to the next caller, in seconds.
    /// From 0.001 to 922,337,203,685; 30 if not set.
    /// </summary>
    public double ProbeTimeoutSeconds { get; set; } = CircuitBreakerOptions.Default.ProbeTimeout.TotalSeconds;

    /// <summary>
    /// How long after closing only a growing share of the calls is admitted, in seconds. 0 (all at once), or from 0.001 to
    /// 86,400; 0 if not set.
    /// </summary>
    public double SlowStartSeconds { get; set; } = CircuitBreakerOptions.Default.SlowStart.TotalSeconds;

    /// <summary>
    /// How long a call may take before it is given up, in seconds; see <see cref="CircuitBreakerOptions.Timeout"/>.
    /// 0 (no limit), or from 0.001 to 2,073,600 (24 days); 0 if not set.
    /// </summary>
    public double TimeoutSeconds { get; set; } = CircuitBreakerOptions.Default.Timeout.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.MeasureDurations"/>
    public bool MeasureDurations { get; set; } = CircuitBreakerOptions.Default.MeasureDurations;

    /// <inheritdoc cref="CircuitBreakerOptions.Mode"/>
    public CircuitMode Mode { get; set; } = CircuitBreakerOptions.Default.Mode;

    /// <summary>
    /// The exceptions that are failures, with all that derive from them; all others are ignored then. Every exception is a
    /// failure if not set, except the rejection of a breaker further in. Where both lists know an exception, the closer type wins.
    /// </summary>
    public Type[] Handle { get; set; } = [];

    /// <summary>
    /// The exceptions that say nothing about the callee, with all that derive from them. Where both lists know an exception, the
    /// closer type wins.
    /// </summary>
    public Type[] Ignore { get; set; } = [];

    /// <summary>
    /// A type that judges exceptions, and results if it likes, in static members: an <see cref="IOutcomeClassifier"/> or
    /// <see cref="IOutcomeClassifier{TResult}"/>. Asked after <see cref="Handle"/> and <see cref="Ignore"/>, which
    /// leave only what they do not list.
    /// </summary>
    public Type? Classifier { get; set; }
}
