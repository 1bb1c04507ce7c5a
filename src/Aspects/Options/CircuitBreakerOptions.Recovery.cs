namespace Aspects;

// How long a circuit stays open, and how it finds its way back.
public sealed partial class CircuitBreakerOptions
{
    /// <summary>
    /// How long the circuit stays open the first time. From 1 ms to <see cref="TimeSpan.MaxValue"/>;
    /// 30 s if not set. With <see cref="TimeProvider.System"/> it is kept to about 15 ms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan BreakDuration
    {
        get => _settings.Get(TimeSpan.FromSeconds(30));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>
    /// By how much the break grows with each recovery that fails, up to <see cref="MaxBreakDuration"/>; when the circuit closes
    /// it begins again. From 1 (it does not grow) to 1,000; 2 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double BackoffFactor
    {
        get => _settings.Get(2.0);
        set => _settings.SetInRange(value, 1, MaxBackoffFactor);
    }

    /// <summary>
    /// What no break exceeds, jitter included, but for one that the callee asks for (see <see cref="MaxRetryAfter"/>). From 1 ms to <see cref="TimeSpan.MaxValue"/>; if not set 5 min, or
    /// <see cref="BreakDuration"/> where that is more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan MaxBreakDuration
    {
        get => _settings.Get(TimeSpan.FromTicks(Math.Max(TimeSpan.FromMinutes(5).Ticks, BreakDuration.Ticks)));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>
    /// By which share a break is lengthened or shortened at random, drawn once when the circuit opens, so that many instances
    /// do not probe at the same moment. From 0 to 1; 0.1 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double Jitter
    {
        get => _settings.Get(0.1);
        set => _settings.SetInRange(value, 0, 1);
    }

    /// <summary>
    /// Decides how long the circuit stays open, in place of <see cref="BreakDuration"/>, <see cref="BackoffFactor"/> and
    /// <see cref="Jitter"/>; <see cref="MaxBreakDuration"/> still holds. Where it throws or answers with less than
    /// 1 ms, the configured break is used and listeners are told. <see langword="null"/> if not set.
    /// </summary>
    public Func<BreakDurationContext, TimeSpan>? BreakDurationGenerator
    {
        get => _settings.Get<Func<BreakDurationContext, TimeSpan>?>(null);
        set => _settings.Set(value);
    }

    /// <summary>
    /// Whether a callee that asks to be left alone decides how long the circuit stays open; otherwise the ordinary break is
    /// used. <see langword="true"/> if not set.
    /// </summary>
    public bool HonorRetryAfter
    {
        get => _settings.Get(true);
        set => _settings.Set(value);
    }

    /// <summary>
    /// The longest a callee may ask for. From 1 ms to <see cref="TimeSpan.MaxValue"/>; 5 min if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan MaxRetryAfter
    {
        get => _settings.Get(TimeSpan.FromMinutes(5));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>
    /// How many probes may be under way at a time while the circuit is half-open. From 1 to 1,000; 1 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int MaxConcurrentProbes
    {
        get => _settings.Get(1);
        set => _settings.SetInRange(value, 1, MaxProbes);
    }

    /// <summary>
    /// How many probes in a row must succeed for the circuit to close. From 1 to 1,000,000; 2 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int SuccessThreshold
    {
        get => _settings.Get(2);
        set => _settings.SetInRange(value, 1, MaxCount);
    }

    /// <summary>
    /// How long a probe may take before its place is given to the next caller; what it brings later is dropped.
    /// From 1 ms to <see cref="TimeSpan.MaxValue"/>; 30 s if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan ProbeTimeout
    {
        get => _settings.Get(TimeSpan.FromSeconds(30));
        set => _settings.SetInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>
    /// How long after closing only a share of the calls is admitted, which grows evenly from one in ten to all of them.
    /// <see cref="TimeSpan.Zero"/> (all at once), or from 1 ms to 1 day; zero if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan SlowStart
    {
        get => _settings.Get(TimeSpan.Zero);
        set => _settings.SetZeroOrInRange(value, MinDuration, MaxWindow);
    }

    /// <summary>
    /// Checks the callee while the circuit is open: while it is unhealthy no probe is let through, and as soon as it is
    /// healthy one is. <see langword="null"/> if not set.
    /// </summary>
    public IHealthProbe? HealthProbe
    {
        get => _settings.Get<IHealthProbe?>(null);
        set => _settings.Set(value);
    }

    /// <summary>
    /// How long to wait between two checks of <see cref="HealthProbe"/>. From 1 ms to 1 day; 5 s if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan HealthProbeInterval
    {
        get => _settings.Get(TimeSpan.FromSeconds(5));
        set => _settings.SetInRange(value, MinDuration, MaxWindow);
    }

    // For tests: what jitter draws, evenly from 0 up to 1.
    internal Func<double> Random
    {
        get => _settings.Get<Func<double>>(System.Random.Shared.NextDouble);
        set => _settings.Set(value);
    }
}
