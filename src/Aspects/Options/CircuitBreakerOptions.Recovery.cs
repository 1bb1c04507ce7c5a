namespace Aspects;

// How long a circuit stays open, and how it recovers.
public sealed partial class CircuitBreakerOptions
{
    /// <summary>The time that the circuit stays open at its first opening.</summary>
    /// <value>From 1 ms to <see cref="TimeSpan.MaxValue"/>. Default: 30 s.</value>
    /// <remarks>With <see cref="TimeProvider.System"/> the break is accurate to about 15 ms.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan BreakDuration
    {
        get => _settings.GetOrDefault(TimeSpan.FromSeconds(30));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>The factor by which each failed recovery lengthens the break.</summary>
    /// <value>From 1 (no growth) to 1,000. Default: 2.</value>
    /// <remarks>
    /// The break grows up to <see cref="MaxBreakDuration"/>. After the circuit has closed, the next break has its first
    /// length again.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double BackoffFactor
    {
        get => _settings.GetOrDefault(2.0);
        set => _settings.SetInRange(value, 1, MaxBackoffFactor);
    }

    /// <summary>The longest break, jitter included.</summary>
    /// <value>
    /// From 1 ms to <see cref="TimeSpan.MaxValue"/>. Default: 5 min, or <see cref="BreakDuration"/> if that is
    /// longer.
    /// </value>
    /// <remarks><see cref="MaxRetryAfter"/> limits a break that the callee requested.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan MaxBreakDuration
    {
        get => _settings.GetOrDefault(TimeSpan.FromTicks(Math.Max(TimeSpan.FromMinutes(5).Ticks, BreakDuration.Ticks)));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>The largest share by which a break is lengthened or shortened at random.</summary>
    /// <value>From 0 (no jitter) to 1. Default: 0.1.</value>
    /// <remarks>
    /// The random number is drawn once for each opening. Jitter keeps many instances from probing at the same moment.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double Jitter
    {
        get => _settings.GetOrDefault(0.1);
        set => _settings.SetInRange(value, 0, 1);
    }

    /// <summary>
    /// Computes the break, in place of <see cref="BreakDuration"/>, <see cref="BackoffFactor"/> and
    /// <see cref="Jitter"/>.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    /// <remarks>
    /// <see cref="MaxBreakDuration"/> limits the result. If the function throws or returns less than 1 ms, the breaker
    /// uses the configured break and notifies its listeners.
    /// </remarks>
    public Func<BreakDurationContext, TimeSpan>? BreakDurationGenerator
    {
        get => _settings.GetOrDefault<Func<BreakDurationContext, TimeSpan>?>(null);
        set => _settings.Set(value);
    }

    /// <summary>Whether the wait that a callee requests decides how long the circuit stays open.</summary>
    /// <value>Default: <see langword="true"/>. If <see langword="false"/>, the ordinary break applies.</value>
    public bool HonorRetryAfter
    {
        get => _settings.GetOrDefault(true);
        set => _settings.Set(value);
    }

    /// <summary>The longest break that a callee can request.</summary>
    /// <value>From 1 ms to <see cref="TimeSpan.MaxValue"/>. Default: 5 min.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan MaxRetryAfter
    {
        get => _settings.GetOrDefault(TimeSpan.FromMinutes(5));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>The number of probes that can run at the same time while the circuit is half-open.</summary>
    /// <value>From 1 to 1,000. Default: 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int MaxConcurrentProbes
    {
        get => _settings.GetOrDefault(1);
        set => _settings.SetInRange(value, 1, MaxProbes);
    }

    /// <summary>The number of consecutive successful probes that closes the circuit.</summary>
    /// <value>From 1 to 1,000,000. Default: 2.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int SuccessThreshold
    {
        get => _settings.GetOrDefault(2);
        set => _settings.SetInRange(value, 1, MaxCount);
    }

    /// <summary>The time after which another caller can take the slot of a probe that is still running.</summary>
    /// <value>
    /// From 1 ms to <see cref="TimeSpan.MaxValue"/>, and at least <see cref="Timeout"/> and
    /// <see cref="SlowCallDuration"/>. Default: 30 s, or <see cref="Timeout"/> if that is longer.
    /// </value>
    /// <remarks>
    /// After another caller has taken the slot, the outcome of the first probe still counts while the circuit is
    /// half-open. A shorter value also applies to slots that are already taken.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan ProbeTimeout
    {
        get => _settings.GetOrDefault(TimeSpan.FromTicks(Math.Max(TimeSpan.FromSeconds(30).Ticks, Timeout.Ticks)));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>The time after a recovery in which the breaker admits only a growing share of the calls.</summary>
    /// <value><see cref="TimeSpan.Zero"/> (all calls at once), or from 1 ms to 1 day. Default: zero.</value>
    /// <remarks>
    /// The share grows evenly from one tenth to all calls. Only successful probes start a slow start.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan SlowStart
    {
        get => _settings.GetOrDefault(TimeSpan.Zero);
        set => _settings.SetZeroOrInRange(value, MinDuration, MaxWindow);
    }

    /// <summary>Checks the health of the callee while the circuit is open.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    /// <remarks>
    /// While the callee is unhealthy, the circuit stays open, even after its break. An answer applies until the next
    /// answer, but not longer than <see cref="HealthProbeInterval"/> and <see cref="ProbeTimeout"/> together, so that a
    /// check that never ends does not keep the circuit open. A healthy callee ends the break
    /// early at most once until the circuit closes, and not before one <see cref="HealthProbeInterval"/> has passed
    /// since the opening. After a failed probe call, breaks have their full length.
    /// </remarks>
    public IHealthProbe? HealthProbe
    {
        get => _settings.GetOrDefault<IHealthProbe?>(null);
        set => _settings.Set(value);
    }

    /// <summary>The wait between two checks of <see cref="HealthProbe"/>.</summary>
    /// <value>From 1 ms to 1 day. Default: 5 s. A new value applies at once.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan HealthProbeInterval
    {
        get => _settings.GetOrDefault(TimeSpan.FromSeconds(5));
        set => _settings.SetInRange(value, MinDuration, MaxWindow);
    }

    internal bool HasProbeTimeout => _settings.IsSet(nameof(ProbeTimeout));

    // The source of the jitter's random numbers, from 0 up to 1. Tests replace it.
    internal Func<double> Random
    {
        get => _settings.GetOrDefault<Func<double>>(System.Random.Shared.NextDouble);
        set => _settings.Set(value);
    }
}
