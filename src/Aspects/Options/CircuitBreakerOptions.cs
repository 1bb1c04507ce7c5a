namespace Aspects;

/// <summary>The settings of one circuit breaker.</summary>
/// <remarks>
/// <para>
/// A setting that has not been set reads as its default. A source of lower precedence can still set such a setting.
/// </para>
/// <para>
/// Each property checks the range of its value. The breaker or registry that receives the options checks the settings
/// against one another, and copies them. Later changes to this object have no effect.
/// </para>
/// </remarks>
public sealed partial class CircuitBreakerOptions
{
    // The count field of CircuitWord limits this value.
    internal const int MaxCount = 1_000_000;
    internal const int MaxProbes = 1_000;
    internal const int MaxWindowCalls = 100_000;
    internal const double MaxBackoffFactor = 1_000;
    internal static readonly TimeSpan MinDuration = TimeSpan.FromMilliseconds(1);
    internal static readonly TimeSpan MinWindow = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxWindow = TimeSpan.FromDays(1);
    internal static readonly CircuitBreakerOptions Default = new();

    private readonly ExplicitSettings _settings = new();

    /// <summary>The number of consecutive failures that opens the circuit.</summary>
    /// <value>From 0 (off) to 1,000,000. Default: 5, or 0 if <see cref="FailureCount"/> is set.</value>
    /// <remarks>
    /// Consecutive failures have no age: they count however much time lies between them. <see cref="FailureCount"/>
    /// counts failures within a time.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int ConsecutiveFailures
    {
        get => _settings.GetOrDefault(FailureCount > 0 ? 0 : 5);
        set => _settings.SetInRange(value, 0, MaxCount);
    }

    /// <summary>The number of failed calls in the window that opens the circuit.</summary>
    /// <value>From 0 (off) to 1,000,000. Default: 0.</value>
    /// <remarks>
    /// Successes between the failures do not matter, and neither does <see cref="MinimumThroughput"/>. The window is
    /// <see cref="Window"/> or <see cref="WindowCalls"/>. If this setting is set, <see cref="ConsecutiveFailures"/> is
    /// off unless it is set too.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int FailureCount
    {
        get => _settings.GetOrDefault(0);
        set => _settings.SetInRange(value, 0, MaxCount);
    }

    /// <summary>The share of failed calls in the window that opens the circuit.</summary>
    /// <value>From 0 (off) to 1. Default: 0.5.</value>
    /// <remarks>
    /// The circuit opens when the share reaches this value and the window holds at least
    /// <see cref="MinimumThroughput"/> calls.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double FailureRatio
    {
        get => _settings.GetOrDefault(0.5);
        set => _settings.SetInRange(value, 0, 1);
    }

    /// <summary>The number of calls that the window must hold before a ratio can open the circuit.</summary>
    /// <value>
    /// From 1 to 1,000,000. Default: 20, or <see cref="WindowCalls"/> if that is set to less than 20.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int MinimumThroughput
    {
        get => _settings.GetOrDefault(WindowCalls > 0 ? Math.Min(20, WindowCalls) : 20);
        set => _settings.SetInRange(value, 1, MaxCount);
    }

    /// <summary>The length of time that the ratios and <see cref="FailureCount"/> cover.</summary>
    /// <value>From 100 ms to 1 day. Default: 30 s.</value>
    /// <remarks>
    /// The window moves in steps of an eighth of its length. This setting has no effect if <see cref="WindowCalls"/> is
    /// set.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan Window
    {
        get => _settings.GetOrDefault(TimeSpan.FromSeconds(30));
        set => _settings.SetInRange(value, MinWindow, MaxWindow);
    }

    /// <summary>The number of latest calls that the ratios and <see cref="FailureCount"/> cover.</summary>
    /// <value>From 0 (they cover the time <see cref="Window"/>) to 100,000. Default: 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int WindowCalls
    {
        get => _settings.GetOrDefault(0);
        set => _settings.SetInRange(value, 0, MaxWindowCalls);
    }

    /// <summary>The duration above which a call is slow.</summary>
    /// <value>
    /// <see cref="TimeSpan.Zero"/> (no call is slow), or from 1 ms to <see cref="TimeSpan.MaxValue"/>. Default: zero.
    /// </value>
    /// <remarks>
    /// A call that takes exactly this long is not slow. A slow probe counts as a failed probe. With
    /// <see cref="TimeProvider.System"/> durations are accurate to about 15 ms, or to about 1 µs if this value is under
    /// 100 ms.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan SlowCallDuration
    {
        get => _settings.GetOrDefault(TimeSpan.Zero);
        set => _settings.SetZeroOrInRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>The share of slow calls in the window that opens the circuit.</summary>
    /// <value>Greater than 0, up to 1. Default: 0.5.</value>
    /// <remarks>
    /// Calls in flight that are already slow count too. This setting has no effect unless
    /// <see cref="SlowCallDuration"/> is set.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public double SlowCallRatio
    {
        get => _settings.GetOrDefault(0.5);
        set => _settings.SetInRange(value, double.Epsilon, 1);
    }

    /// <summary>
    /// Whether fewer consecutive failures open the circuit while many calls in the window fail or are slow.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    /// <remarks>
    /// The limit falls from <see cref="ConsecutiveFailures"/> to at least half of that value. The limit follows the
    /// share of failed calls or the share of slow calls, whichever is larger. The present consecutive failures do not
    /// lower their own limit.
    /// </remarks>
    public bool AdaptiveThreshold
    {
        get => _settings.GetOrDefault(false);
        set => _settings.Set(value);
    }

    /// <summary>Whether the breaker keeps the duration of every call, for the percentiles in its snapshot.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    /// <remarks>
    /// The percentiles take 3 kB of memory. <see cref="SlowCallDuration"/> and <see cref="Timeout"/> measure calls
    /// without this setting.
    /// </remarks>
    public bool MeasureDurations
    {
        get => _settings.GetOrDefault(false);
        set => _settings.Set(value);
    }

    /// <summary>The time limit of one call.</summary>
    /// <value><see cref="TimeSpan.Zero"/> (no limit), or from 1 ms to 24 days. Default: zero.</value>
    /// <remarks>
    /// <para>
    /// A call that exceeds the limit counts as a failure. Its token is cancelled, and its caller gets a
    /// <see cref="TimeoutException"/>. A call with a token keeps the limit that it began with.
    /// </para>
    /// <para>
    /// A call that takes no token keeps running; its later result or exception is discarded. A synchronous call cannot
    /// be stopped: it runs to its end and then counts as a failure. For a stream the limit covers the time to the first
    /// item.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan Timeout
    {
        get => _settings.GetOrDefault(TimeSpan.Zero);
        set => _settings.SetZeroOrInRange(value, MinDuration, TimeSpan.FromDays(24));
    }

    /// <summary>Whether the breaker rejects calls, only reports, or is off.</summary>
    /// <value>Default: <see cref="CircuitMode.Enforce"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a defined mode.</exception>
    public CircuitMode Mode
    {
        get => _settings.GetOrDefault(CircuitMode.Enforce);
        set => _settings.SetDefined(value);
    }

    /// <summary>The state of a new breaker.</summary>
    /// <value>
    /// <see cref="CircuitState.Closed"/>, <see cref="CircuitState.Open"/> (the breaker starts with a break) or
    /// <see cref="CircuitState.Isolated"/>. Default: <see cref="CircuitState.Closed"/>.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of these three states.</exception>
    public CircuitState InitialState
    {
        get => _settings.GetOrDefault(CircuitState.Closed);
        set
        {
            if (value == CircuitState.HalfOpen)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    "InitialState must be Closed, Open or Isolated. A circuit becomes half-open only when a call arrives after a break.");
            }

            _settings.SetDefined(value);
        }
    }

    /// <summary>
    /// Records the place that sets settings, for <see cref="CircuitSetting.Source"/>. Generated code calls this method.
    /// </summary>
    /// <remarks>
    /// Without a call, the place is the source that hands the options over. A later change of a setting removes its
    /// place.
    /// </remarks>
    /// <param name="source">The place, for people.</param>
    /// <param name="settings">The names of settings that have been set.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">
    /// A setting has not been set, or <paramref name="source"/> is empty.
    /// </exception>
    /// <exception cref="ArgumentNullException">A parameter is <see langword="null"/>.</exception>
    public CircuitBreakerOptions WithSource(string source, params string[] settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var setting in settings)
        {
            if (!IsSet(setting)) throw new ArgumentException($"The setting '{setting}' has not been set, so that it has no source.", nameof(settings));
            _settings.SetOrigin(setting, new SettingOrigin(SettingLevel.Declared, source));
        }

        return this;
    }

    /// <summary>
    /// Returns the settings that have been set, as text: <c>BreakDuration = 00:00:10, ConsecutiveFailures = 3</c>.
    /// </summary>
    /// <remarks>
    /// The text is for people, and the same in every culture. The text is empty if nothing has been set.
    /// </remarks>
    public override string ToString() => _settings.ToString();

    /// <summary>Creates a copy in which <paramref name="lower"/> supplies the settings that are not set here.</summary>
    internal CircuitBreakerOptions LayerOver(CircuitBreakerOptions lower)
    {
        var copy = lower.Clone();
        copy._settings.CopyFrom(_settings);
        return copy;
    }

    internal CircuitBreakerOptions Clone()
    {
        var copy = new CircuitBreakerOptions();
        copy._settings.CopyFrom(_settings);
        return copy;
    }

    /// <summary>Creates a copy for the user, whose settings have no origin.</summary>
    internal CircuitBreakerOptions CloneWithoutOrigins()
    {
        var copy = Clone();
        copy._settings.ClearOrigins();
        return copy;
    }

    /// <summary>Creates a copy whose settings have an origin. A setting with an origin keeps it.</summary>
    internal CircuitBreakerOptions CloneWithOrigin(SettingLevel level, string source)
    {
        var copy = Clone();
        copy._settings.SetMissingOrigins(new SettingOrigin(level, source));
        return copy;
    }

    internal SettingOrigin? GetOrigin(string setting) => _settings.GetOrigin(setting);

    /// <summary>Whether the setting has been set.</summary>
    internal bool IsSet(string setting) => _settings.IsSet(setting);

    /// <summary>
    /// Creates a copy without the delegates, rules and health probes that differ from those in
    /// <paramref name="first"/>.
    /// </summary>
    internal CircuitBreakerOptions WithoutOtherCode(CircuitBreakerOptions first, out IReadOnlyList<string> removed)
    {
        var copy = Clone();
        removed = copy._settings.RemoveOtherCode(first._settings);
        return copy;
    }

    /// <summary>
    /// Finds a setting that both options set to different values; <see langword="null"/> if there is none.
    /// </summary>
    internal SettingConflict? FindConflict(CircuitBreakerOptions other) => _settings.FindConflict(other._settings);

    /// <summary>Whether these options set everything that <paramref name="other"/> sets, to the same values.</summary>
    internal bool ContainsAll(CircuitBreakerOptions other) => _settings.ContainsAll(other._settings);
}
