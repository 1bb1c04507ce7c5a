using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// The settings of one circuit breaker. What has not been set reads as its default and leaves
/// room for a setting of lower precedence.
/// </summary>
/// <remarks>
/// Settings are copied when they are given to a breaker or a registry; changing the object afterwards changes nothing.
/// </remarks>
public sealed class CircuitBreakerOptions
{
    // Bounded by the count field of CircuitWord.
    internal const int MaxCount = 1_000_000;
    internal const int MaxProbes = 1_000;
    internal static readonly TimeSpan MinDuration = TimeSpan.FromMilliseconds(1);
    internal static readonly CircuitBreakerOptions Default = new();

    private int? _consecutiveFailures;
    private TimeSpan? _breakDuration;
    private int? _maxConcurrentProbes;
    private int? _successThreshold;
    private TimeSpan? _probeTimeout;

    /// <summary>
    /// How many failures in a row open the circuit. From 0 (never by this rule) to 1,000,000; 5 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int ConsecutiveFailures
    {
        get => _consecutiveFailures ?? 5;
        set => _consecutiveFailures = InRange(value, 0, MaxCount);
    }

    /// <summary>
    /// How long the circuit stays open before a probe is let through. From 1 ms to <see cref="TimeSpan.MaxValue"/>;
    /// 30 s if not set. With <see cref="TimeProvider.System"/> it is kept to about 15 ms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan BreakDuration
    {
        get => _breakDuration ?? TimeSpan.FromSeconds(30);
        set => _breakDuration = InRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>
    /// How many probes may be under way at a time while the circuit is half-open. From 1 to 1,000; 1 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int MaxConcurrentProbes
    {
        get => _maxConcurrentProbes ?? 1;
        set => _maxConcurrentProbes = InRange(value, 1, MaxProbes);
    }

    /// <summary>
    /// How many probes in a row must succeed for the circuit to close. From 1 to 1,000,000; 2 if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public int SuccessThreshold
    {
        get => _successThreshold ?? 2;
        set => _successThreshold = InRange(value, 1, MaxCount);
    }

    /// <summary>
    /// How long a probe may take before its place is given to the next caller; what it brings later is dropped.
    /// From 1 ms to <see cref="TimeSpan.MaxValue"/>; 30 s if not set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public TimeSpan ProbeTimeout
    {
        get => _probeTimeout ?? TimeSpan.FromSeconds(30);
        set => _probeTimeout = InRange(value, MinDuration, TimeSpan.MaxValue);
    }

    /// <summary>A copy in which what is not set here is taken from <paramref name="lower"/>.</summary>
    internal CircuitBreakerOptions Over(CircuitBreakerOptions lower) => new()
    {
        _consecutiveFailures = _consecutiveFailures ?? lower._consecutiveFailures,
        _breakDuration = _breakDuration ?? lower._breakDuration,
        _maxConcurrentProbes = _maxConcurrentProbes ?? lower._maxConcurrentProbes,
        _successThreshold = _successThreshold ?? lower._successThreshold,
        _probeTimeout = _probeTimeout ?? lower._probeTimeout,
    };

    /// <summary>The first setting that both give, with different values; <see langword="null"/> where they agree.</summary>
    internal SettingConflict? FindConflict(CircuitBreakerOptions other) =>
        SettingConflict.Between(nameof(ConsecutiveFailures), _consecutiveFailures, other._consecutiveFailures)
        ?? SettingConflict.Between(nameof(BreakDuration), _breakDuration, other._breakDuration)
        ?? SettingConflict.Between(nameof(MaxConcurrentProbes), _maxConcurrentProbes, other._maxConcurrentProbes)
        ?? SettingConflict.Between(nameof(SuccessThreshold), _successThreshold, other._successThreshold)
        ?? SettingConflict.Between(nameof(ProbeTimeout), _probeTimeout, other._probeTimeout);

    private static T InRange<T>(T value, T min, T max, [CallerMemberName] string name = "")
        where T : struct, IComparable<T>, IFormattable
    {
        if (value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0) return value;
        throw new ArgumentOutOfRangeException(
            nameof(value), value, FormattableString.Invariant($"{name} must be from {min} to {max}, and is {value}."));
    }
}
