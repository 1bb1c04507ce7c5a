using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The settings in force of a breaker at one moment, each with its source.</summary>
/// <remarks>An instance never changes. Read <see cref="CircuitBreaker.Settings"/> again after new settings.</remarks>
public sealed class CircuitSettings
{
    private const string OutcomeRulesName = "Outcomes";

    private static readonly (string Name, Func<CircuitBreakerOptions, object?> Read)[] Readers =
    [
        (nameof(CircuitBreakerOptions.ConsecutiveFailures), static options => options.ConsecutiveFailures),
        (nameof(CircuitBreakerOptions.FailureCount), static options => options.FailureCount),
        (nameof(CircuitBreakerOptions.FailureRatio), static options => options.FailureRatio),
        (nameof(CircuitBreakerOptions.MinimumThroughput), static options => options.MinimumThroughput),
        (nameof(CircuitBreakerOptions.Window), static options => options.Window),
        (nameof(CircuitBreakerOptions.WindowCalls), static options => options.WindowCalls),
        (nameof(CircuitBreakerOptions.SlowCallDuration), static options => options.SlowCallDuration),
        (nameof(CircuitBreakerOptions.SlowCallRatio), static options => options.SlowCallRatio),
        (nameof(CircuitBreakerOptions.AdaptiveThreshold), static options => options.AdaptiveThreshold),
        (nameof(CircuitBreakerOptions.MeasureDurations), static options => options.MeasureDurations),
        (nameof(CircuitBreakerOptions.Timeout), static options => options.Timeout),
        (nameof(CircuitBreakerOptions.BreakDuration), static options => options.BreakDuration),
        (nameof(CircuitBreakerOptions.BackoffFactor), static options => options.BackoffFactor),
        (nameof(CircuitBreakerOptions.MaxBreakDuration), static options => options.MaxBreakDuration),
        (nameof(CircuitBreakerOptions.Jitter), static options => options.Jitter),
        (nameof(CircuitBreakerOptions.BreakDurationGenerator), static options => DescribeCode(options.BreakDurationGenerator)),
        (nameof(CircuitBreakerOptions.HonorRetryAfter), static options => options.HonorRetryAfter),
        (nameof(CircuitBreakerOptions.MaxRetryAfter), static options => options.MaxRetryAfter),
        (nameof(CircuitBreakerOptions.MaxConcurrentProbes), static options => options.MaxConcurrentProbes),
        (nameof(CircuitBreakerOptions.SuccessThreshold), static options => options.SuccessThreshold),
        (nameof(CircuitBreakerOptions.ProbeTimeout), static options => options.ProbeTimeout),
        (nameof(CircuitBreakerOptions.SlowStart), static options => options.SlowStart),
        (nameof(CircuitBreakerOptions.HealthProbe), static options => DescribeCode(options.HealthProbe)),
        (nameof(CircuitBreakerOptions.HealthProbeInterval), static options => options.HealthProbeInterval),
        (nameof(CircuitBreakerOptions.Mode), static options => options.Mode),
        (nameof(CircuitBreakerOptions.InitialState), static options => options.InitialState),
        (OutcomeRulesName, static options => options.Outcomes),
    ];

    private readonly CircuitBreakerOptions _options;

    internal CircuitSettings(CircuitBreakerOptions options)
    {
        _options = options;
        All = [.. Readers.Select(reader => Read(options, reader.Name, reader.Read))];
    }

    /// <summary>All settings, those with their default included, in the order of the documentation.</summary>
    /// <value>
    /// A delegate or a health probe has the name of its type as its value, or <c>none</c>. The entry <c>Outcomes</c>
    /// contains the rules for exceptions and results.
    /// </value>
    public IReadOnlyList<CircuitSetting> All { get; }

    /// <summary>A copy of the settings with typed values. Each read returns a new copy.</summary>
    /// <remarks>
    /// A setting with its default is not set in the copy. <c>System.Text.Json</c> writes <see cref="All"/> alone,
    /// because the options can contain delegates.
    /// </remarks>
    [JsonIgnore]
    public CircuitBreakerOptions Options => _options.CloneWithoutOrigins();

    /// <summary>Returns one setting.</summary>
    /// <param name="name">The name of the property in <see cref="CircuitBreakerOptions"/>, or <c>Outcomes</c>.</param>
    /// <exception cref="ArgumentException">There is no setting of that name.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public CircuitSetting this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return All.FirstOrDefault(setting => setting.Name == name)
                ?? throw new ArgumentException($"There is no setting '{name}'. The settings are {string.Join(", ", All.Select(static setting => setting.Name))}.", nameof(name));
        }
    }

    /// <summary>Returns the settings as text, one in each line, with their sources.</summary>
    public override string ToString() => string.Join('\n', All);

    private static CircuitSetting Read(CircuitBreakerOptions options, string name, Func<CircuitBreakerOptions, object?> read)
    {
        var origin = options.GetOrigin(name) ?? new SettingOrigin(SettingLevel.Default, "the library");
        return new CircuitSetting(name, FormattableString.Invariant($"{read(options)}"), origin.Level, origin.Source);
    }

    private static string DescribeCode(object? code) => code?.GetType().ToString() ?? "none";
}
