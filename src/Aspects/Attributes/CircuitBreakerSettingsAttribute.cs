namespace Aspects;

/// <summary>The settings that all circuit breaker attributes share.</summary>
/// <remarks>
/// <para>An analyzer checks each number against its range at compile time.</para>
/// <para>
/// The attribute of a member overrides the attribute of its interface, which overrides the defaults of the assembly.
/// Code overrides all attributes. A setting that no source names has its default.
/// </para>
/// </remarks>
public abstract class CircuitBreakerSettingsAttribute : Attribute
{
    private protected CircuitBreakerSettingsAttribute()
    {
    }

    /// <inheritdoc cref="CircuitBreakerOptions.ConsecutiveFailures" path="/*[not(self::exception)]"/>
    public int ConsecutiveFailures { get; set; } = CircuitBreakerOptions.Default.ConsecutiveFailures;

    /// <inheritdoc cref="CircuitBreakerOptions.FailureCount" path="/*[not(self::exception)]"/>
    public int FailureCount { get; set; } = CircuitBreakerOptions.Default.FailureCount;

    /// <inheritdoc cref="CircuitBreakerOptions.FailureRatio" path="/*[not(self::exception)]"/>
    public double FailureRatio { get; set; } = CircuitBreakerOptions.Default.FailureRatio;

    /// <inheritdoc cref="CircuitBreakerOptions.MinimumThroughput" path="/*[not(self::exception)]"/>
    public int MinimumThroughput { get; set; } = CircuitBreakerOptions.Default.MinimumThroughput;

    /// <summary>The length of time that the ratios and <see cref="FailureCount"/> cover, in seconds.</summary>
    /// <value>From 0.1 to 86,400. Default: 30.</value>
    /// <inheritdoc cref="CircuitBreakerOptions.Window" path="/remarks"/>
    public double WindowSeconds { get; set; } = CircuitBreakerOptions.Default.Window.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.WindowCalls" path="/*[not(self::exception)]"/>
    public int WindowCalls { get; set; } = CircuitBreakerOptions.Default.WindowCalls;

    /// <summary>The duration above which a call is slow, in seconds.</summary>
    /// <value>0 (no call is slow), or from 0.001 to 922,337,203,685. Default: 0.</value>
    /// <inheritdoc cref="CircuitBreakerOptions.SlowCallDuration" path="/remarks"/>
    public double SlowCallSeconds { get; set; } = CircuitBreakerOptions.Default.SlowCallDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.SlowCallRatio" path="/*[not(self::exception)]"/>
    public double SlowCallRatio { get; set; } = CircuitBreakerOptions.Default.SlowCallRatio;

    /// <inheritdoc cref="CircuitBreakerOptions.AdaptiveThreshold" path="/*[not(self::exception)]"/>
    public bool AdaptiveThreshold { get; set; } = CircuitBreakerOptions.Default.AdaptiveThreshold;

    /// <summary>The time that the circuit stays open at its first opening, in seconds.</summary>
    /// <value>From 0.001 to 922,337,203,685. Default: 30.</value>
    /// <inheritdoc cref="CircuitBreakerOptions.BreakDuration" path="/remarks"/>
    public double BreakSeconds { get; set; } = CircuitBreakerOptions.Default.BreakDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.BackoffFactor" path="/*[not(self::exception)]"/>
    public double BackoffFactor { get; set; } = CircuitBreakerOptions.Default.BackoffFactor;

    /// <summary>The longest break in seconds, jitter included.</summary>
    /// <value>From 0.001 to 922,337,203,685. Default: 300, or <see cref="BreakSeconds"/> if that is more.</value>
    /// <remarks><see cref="MaxRetryAfterSeconds"/> limits a break that the callee requested.</remarks>
    public double MaxBreakSeconds { get; set; } = CircuitBreakerOptions.Default.MaxBreakDuration.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.Jitter" path="/*[not(self::exception)]"/>
    public double Jitter { get; set; } = CircuitBreakerOptions.Default.Jitter;

    /// <inheritdoc cref="CircuitBreakerOptions.HonorRetryAfter" path="/*[not(self::exception)]"/>
    public bool HonorRetryAfter { get; set; } = CircuitBreakerOptions.Default.HonorRetryAfter;

    /// <summary>The longest break that a callee can request, in seconds.</summary>
    /// <value>From 0.001 to 922,337,203,685. Default: 300.</value>
    public double MaxRetryAfterSeconds { get; set; } = CircuitBreakerOptions.Default.MaxRetryAfter.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.MaxConcurrentProbes" path="/*[not(self::exception)]"/>
    public int MaxConcurrentProbes { get; set; } = CircuitBreakerOptions.Default.MaxConcurrentProbes;

    /// <inheritdoc cref="CircuitBreakerOptions.SuccessThreshold" path="/*[not(self::exception)]"/>
    public int SuccessThreshold { get; set; } = CircuitBreakerOptions.Default.SuccessThreshold;

    /// <summary>
    /// The time in seconds after which another caller can take the slot of a probe that is still running.
    /// </summary>
    /// <value>From 0.001 to 922,337,203,685. Default: 30.</value>
    /// <inheritdoc cref="CircuitBreakerOptions.ProbeTimeout" path="/remarks"/>
    public double ProbeTimeoutSeconds { get; set; } = CircuitBreakerOptions.Default.ProbeTimeout.TotalSeconds;

    /// <summary>
    /// The time in seconds after a recovery in which the breaker admits only a growing share of the calls.
    /// </summary>
    /// <value>0 (all calls at once), or from 0.001 to 86,400. Default: 0.</value>
    /// <inheritdoc cref="CircuitBreakerOptions.SlowStart" path="/remarks"/>
    public double SlowStartSeconds { get; set; } = CircuitBreakerOptions.Default.SlowStart.TotalSeconds;

    /// <summary>The time limit of one call, in seconds.</summary>
    /// <value>0 (no limit), or from 0.001 to 2,073,600 (24 days). Default: 0.</value>
    /// <inheritdoc cref="CircuitBreakerOptions.Timeout" path="/remarks"/>
    public double TimeoutSeconds { get; set; } = CircuitBreakerOptions.Default.Timeout.TotalSeconds;

    /// <inheritdoc cref="CircuitBreakerOptions.MeasureDurations" path="/*[not(self::exception)]"/>
    public bool MeasureDurations { get; set; } = CircuitBreakerOptions.Default.MeasureDurations;

    /// <inheritdoc cref="CircuitBreakerOptions.Mode" path="/*[not(self::exception)]"/>
    public CircuitMode Mode { get; set; } = CircuitBreakerOptions.Default.Mode;

    /// <summary>The types of exceptions that are failures. All other exceptions are ignored.</summary>
    /// <value>
    /// Default: empty, which makes every exception a failure, except the rejection of an inner breaker.
    /// </value>
    /// <remarks>
    /// Derived types are included. If <see cref="Ignore"/> covers the same exception, the list with the more derived
    /// type decides.
    /// </remarks>
    public Type[] Handle { get; set; } = [];

    /// <summary>The types of exceptions that do not concern the health of the callee.</summary>
    /// <value>Default: empty.</value>
    /// <remarks>
    /// Derived types are included. If <see cref="Handle"/> covers the same exception, the list with the more derived
    /// type decides.
    /// </remarks>
    public Type[] Ignore { get; set; } = [];

    /// <summary>The type whose static methods classify exceptions, and optionally results.</summary>
    /// <value>
    /// A type that implements <see cref="IOutcomeClassifier"/> or <see cref="IOutcomeClassifier{TResult}"/>. Default:
    /// <see langword="null"/>.
    /// </value>
    /// <remarks>
    /// The type classifies only exceptions that neither <see cref="Handle"/> nor <see cref="Ignore"/> covers.
    /// </remarks>
    public Type? Classifier { get; set; }
}
