namespace Aspects.Generator.Rules;

/// <summary>A number that the attribute can set: its name there, the option it stands for, and its range.</summary>
internal sealed class BreakerSetting
{
    private const double MinSeconds = 0.001;
    private const double MaxSeconds = 922_337_203_685;

    private static readonly BreakerSetting[] All =
    [
        new("ConsecutiveFailures", "ConsecutiveFailures", 0, 1_000_000),
        new("BreakSeconds", "BreakDuration", MinSeconds, MaxSeconds, isSeconds: true),
        new("MaxConcurrentProbes", "MaxConcurrentProbes", 1, 1_000),
        new("SuccessThreshold", "SuccessThreshold", 1, 1_000_000),
        new("ProbeTimeoutSeconds", "ProbeTimeout", MinSeconds, MaxSeconds, isSeconds: true),
    ];

    private BreakerSetting(string name, string option, double min, double max, bool isSeconds = false)
    {
        Name = name;
        Option = option;
        Min = min;
        Max = max;
        IsSeconds = isSeconds;
    }

    /// <summary>Its name in the attribute.</summary>
    public string Name { get; }

    /// <summary>Its name in <c>CircuitBreakerOptions</c>.</summary>
    public string Option { get; }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Whether the option is a time span.</summary>
    public bool IsSeconds { get; }

    /// <summary>Whether a value is allowed; not a number never is.</summary>
    public bool Allows(double value) => value >= Min && value <= Max;

    public static BreakerSetting? Find(string name) => Array.Find(All, setting => setting.Name == name);
}
