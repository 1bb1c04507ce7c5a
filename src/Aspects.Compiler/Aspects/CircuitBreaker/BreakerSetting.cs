using System.Globalization;

namespace Aspects.Compiler;

/// <summary>A setting of attributes: its name, its option, and its range.</summary>
internal sealed class BreakerSetting
{
    private const double MinSeconds = 0.001;
    private const double MaxSeconds = 922_337_203_685;
    private const double SecondsOfADay = 86_400;

    private BreakerSetting(string name, SettingKind kind, double min, double max)
    {
        Name = name;
        Option = name;
        Kind = kind;
        Min = min;
        Max = max;
    }

    /// <summary>All settings that are numbers, switches or modes.</summary>
    public static IReadOnlyList<BreakerSetting> All { get; } =
    [
        Number("ConsecutiveFailures", 0, 1_000_000),
        Number("FailureCount", 0, 1_000_000),
        Number("FailureRatio", 0, 1),
        Number("MinimumThroughput", 1, 1_000_000),
        Seconds("WindowSeconds", "Window", 0.1, SecondsOfADay),
        Number("WindowCalls", 0, 100_000),
        SecondsOrZero("SlowCallSeconds", "SlowCallDuration", MaxSeconds),
        Number("SlowCallRatio", double.Epsilon, 1),
        Switch("AdaptiveThreshold"),
        Seconds("BreakSeconds", "BreakDuration", MinSeconds, MaxSeconds),
        Number("BackoffFactor", 1, 1_000),
        Seconds("MaxBreakSeconds", "MaxBreakDuration", MinSeconds, MaxSeconds),
        Number("Jitter", 0, 1),
        Switch("HonorRetryAfter"),
        Seconds("MaxRetryAfterSeconds", "MaxRetryAfter", MinSeconds, MaxSeconds),
        Number("MaxConcurrentProbes", 1, 1_000),
        Number("SuccessThreshold", 1, 1_000_000),
        Seconds("ProbeTimeoutSeconds", "ProbeTimeout", MinSeconds, MaxSeconds),
        SecondsOrZero("SlowStartSeconds", "SlowStart", SecondsOfADay),
        SecondsOrZero("TimeoutSeconds", "Timeout", 24 * SecondsOfADay),
        Switch("MeasureDurations"),
        new("Mode", SettingKind.Mode, 0, 2),
    ];

    /// <summary>The name in the attribute.</summary>
    public string Name { get; }

    /// <summary>The name in <c>CircuitBreakerOptions</c>.</summary>
    public string Option { get; private set; }

    public SettingKind Kind { get; }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Whether zero, below the range, is allowed. Zero switches the setting off.</summary>
    public bool AllowsZero { get; private set; }

    /// <summary>The allowed values in words.</summary>
    public string Range => this switch
    {
        { Kind: SettingKind.Mode } => "one of CircuitMode.Enforce, CircuitMode.Monitor and CircuitMode.Disabled",
        { AllowsZero: true } => $"0, or a number from {Bound(Min)} to {Bound(Max)}",
        { Min: double.Epsilon } => $"a number over 0 up to {Bound(Max)}",
        _ => $"a number from {Bound(Min)} to {Bound(Max)}",
    };

    /// <summary>Returns whether a value is allowed. NaN is never allowed.</summary>
    public bool Allows(double value) => (value >= Min && value <= Max) || (AllowsZero && value == 0);

    /// <summary>Returns the nearest allowed value; <see langword="null"/> if no value is nearest, as for NaN.</summary>
    public double? NearestTo(double value)
    {
        if (double.IsNaN(value) || Kind == SettingKind.Mode || Min == double.Epsilon && value <= 0) return null;
        if (AllowsZero && value < Min / 2) return 0;
        return value < Min ? Min : value > Max ? Max : value;
    }

    public static BreakerSetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    /// <summary>Writes a value as in the attribute.</summary>
    public string Write(double value) => Kind switch
    {
        SettingKind.Switch => value == 0 ? "false" : "true",
        SettingKind.Mode => value switch
        {
            0 => "CircuitMode.Enforce",
            1 => "CircuitMode.Monitor",
            2 => "CircuitMode.Disabled",
            _ => $"(CircuitMode)({value.ToString("R", CultureInfo.InvariantCulture)})",
        },
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // Without group separators, because C# does not allow commas in numbers.
    private static string Bound(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static BreakerSetting Number(string name, double min, double max) => new(name, SettingKind.Number, min, max);

    private static BreakerSetting Switch(string name) => new(name, SettingKind.Switch, 0, 1);

    private static BreakerSetting Seconds(string name, string option, double min, double max) =>
        new(name, SettingKind.Seconds, min, max) { Option = option };

    private static BreakerSetting SecondsOrZero(string name, string option, double max) =>
        new(name, SettingKind.Seconds, MinSeconds, max) { Option = option, AllowsZero = true };
}

internal enum SettingKind
{
    Number,

    /// <summary>A number of seconds. The option is a time span.</summary>
    Seconds,

    Switch,

    Mode,
}
