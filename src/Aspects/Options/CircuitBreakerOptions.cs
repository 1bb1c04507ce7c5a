namespace Aspects;

/// <summary>
/// The settings of one circuit breaker. What has not been set reads as its default and leaves
/// room for a setting of lower precedence.
/// </summary>
/// <remarks>
/// Each value is checked against its range when it is set, and all of them against one another when they are given to a breaker
/// or a registry. They are copied then; changing the object afterwards changes nothing.
/// </remarks>
public sealed partial class CircuitBreakerOptions
{
    // Bounded by the count field of CircuitWord.
    internal const int MaxCount = 1_000_000;
    internal const int MaxProbes = 1_000;
    internal const int MaxWindowCalls = 100_000;
    internal const double MaxBackoffFactor = 1_000;
    internal static readonly TimeSpan MinDuration = TimeSpan.FromMilliseconds(1);
    internal static readonly TimeSpan MinWindow = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxWindow = TimeSpan.FromDays(1);
    internal static readonly CircuitBreakerOptions Default = new();

    private readonly SettingBag _settings = new();

    /// <summary>
    /// How many failures in a row open the circuit. From 0 (never by this rule) to 1,000,000; 5 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int ConsecutiveFailures
    {
        get => _settings.Get(5);
        set => _settings.SetInRange(value, 0, MaxCount);
    }

    /// <summary>
    /// Which share of the calls in the window must have failed to open the circuit: exactly that share opens it.
    /// From 0 (never by this rule) to 1; 0.5 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double FailureRatio
    {
        get => _settings.Get(0.5);
        set => _settings.SetInRange(value, 0, 1);
    }

    /// <summary>
    /// How many calls the window must hold before a ratio is looked at. From 1 to 1,000,000; if not set 20, or
    /// <see cref="WindowCalls"/> where that is less.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int MinimumThroughput
    {
        get => _settings.Get(WindowCalls > 0 ? Math.Min(20, WindowCalls) : 20);
        set => _settings.SetInRange(value, 1, MaxCount);
    }

    /// <summary>
    /// How far back the ratios look, in steps of an eighth. From 100 ms to 1 day; 30 s if not set. Not used where
    /// <see cref="WindowCalls"/> is set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan Window
    {
        get => _settings.Get(TimeSpan.FromSeconds(30));
        set => _settings.SetInRange(value, MinWindow, MaxWindow);
    }

    /// <summary>
    /// How many calls back the ratios look, in place of <see cref="Window"/>. From 0 (they look at <see cref="Window"/>)
    /// to 100,000; 0 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int WindowCalls
    {
        get => _settings.Get(0);
        set => _settings.SetInRange(value, 0, MaxWindowCalls);
    }

    /// <summary>
    /// How long a call may take before it is slow: strictly longer is. <see cref="TimeSpan.Zero"/> (no call is ever slow), or
    /// from 1 ms; zero if not set. Durations are measured to about 15 ms with <see cref="TimeProvider.System"/>, and to a
    /// microsecond where this is under 100 ms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan SlowCallDuration
    {
        get => _settings.Get(TimeSpan.Zero);
        set => _settings.SetZeroOrInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>
    /// Which share of the calls in the window must be slow to open the circuit; calls still under way that are slow already
    /// count. Over 0 up to 1; 0.5 if not set. Looked at where <see cref="SlowCallDuration"/> is set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public double SlowCallRatio
    {
        get => _settings.Get(0.5);
        set => _settings.SetInRange(value, double.Epsilon, 1);
    }

    /// <summary>
    /// Whether <see cref="ConsecutiveFailures"/> shrinks, to no less than half, the larger the share of failed or slow calls among the others in
    /// the window is at the moment. <see langword="false"/> if not set.
    /// </summary>
    public bool AdaptiveThreshold
    {
        get => _settings.Get(false);
        set => _settings.Set(value);
    }

    /// <summary>
    /// Whether the duration of every call is measured, for the percentiles of the snapshot. <see langword="false"/> if not
    /// set, unless <see cref="SlowCallDuration"/> or <see cref="Timeout"/> is.
    /// </summary>
    public bool MeasureDurations
    {
        get => _settings.Get(SlowCallDuration > TimeSpan.Zero || Timeout > TimeSpan.Zero);
        set => _settings.Set(value);
    }

    /// <summary>
    /// How long a call may take before it is given up: it counts as a failure, its token is cancelled, and its caller gets a
    /// <see cref="TimeoutException"/>. <see cref="TimeSpan.Zero"/> (no limit), or from 1 ms to 24 days; zero if not set.
    /// </summary>
    /// <remarks>
    /// A task whose call takes no token is left to itself when its time is up; what it brings later is dropped. A synchronous
    /// call cannot be given up: it runs to its end and then counts as a failure. For a stream it is the time to the first item.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan Timeout
    {
        get => _settings.Get(TimeSpan.Zero);
        set => _settings.SetZeroOrInRange(value, MinDuration, TimeSpan.FromDays(24));
    }

    /// <summary>Whether the breaker rejects, only watches, or is off. <see cref="CircuitMode.Enforce"/> if not set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no mode.</exception>
    public CircuitMode Mode
    {
        get => _settings.Get(CircuitMode.Enforce);
        set => _settings.SetDefined(value);
    }

    /// <summary>
    /// The state of a new breaker: <see cref="CircuitState.Closed"/> if not set, <see cref="CircuitState.Open"/> for a first break,
    /// or <see cref="CircuitState.Isolated"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of these.</exception>
    public CircuitState InitialState
    {
        get => _settings.Get(CircuitState.Closed);
        set
        {
            if (value == CircuitState.HalfOpen)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, "InitialState must be Closed, Open or Isolated: a circuit becomes half-open by a caller after a break.");
            }

            _settings.SetDefined(value);
        }
    }

    /// <summary>A copy in which what is not set here is taken from <paramref name="lower"/>.</summary>
    internal CircuitBreakerOptions Over(CircuitBreakerOptions lower)
    {
        var copy = new CircuitBreakerOptions();
        copy._settings.TakeFrom(lower._settings);
        copy._settings.TakeFrom(_settings);
        return copy;
    }

    /// <summary>What has been set here, for people: <c>BreakDuration = 00:00:10, ConsecutiveFailures = 3</c>. Empty where nothing has.</summary>
    public override string ToString() => _settings.ToString();

    /// <summary>The first setting that both give, with different values; <see langword="null"/> where they agree.</summary>
    internal SettingConflict? FindConflict(CircuitBreakerOptions other) => _settings.FindConflict(other._settings);

    /// <summary>Whether everything that another has set is set here too, to the same value.</summary>
    internal bool Covers(CircuitBreakerOptions other) => _settings.Covers(other._settings);
}
