using System.Text.Json;

namespace Aspects.Tests;

/// <summary>Settings of the original, translated.</summary>
internal sealed class TraceSettings(string engine, JsonElement config)
{
    // What this many calls ask for, before a ratio is looked at, is to leave the rule out.
    private const int RatioIsOff = 1_000;

    private static readonly JsonElement RichDefaults = JsonElement.Parse(
        """
        {
          "failure_threshold": 5, "success_threshold": 3, "recovery_timeout": 60, "half_open_max_calls": 3, "timeout_seconds": 30,
          "sliding_window_size": 10, "error_rate_threshold": 0.5, "min_requests_threshold": 3, "slow_call_threshold": 5,
          "exponential_backoff": true, "jitter": true, "max_backoff_seconds": 300
        }
        """);

    /// <param name="doublesFirstWait">Whether the first break is to be twice the configured one, as the original had it.</param>
    public CircuitBreakerOptions ToOptions(bool doublesFirstWait = false)
    {
        var options = engine switch
        {
            "domain" => DomainDefaults(),
            "final" or "rich" or "mesh" or "websocket" => new CircuitBreakerOptions(),
            _ => throw new NotSupportedException($"No mapping for the settings of engine '{engine}'."),
        };
        options.ConsecutiveFailures = Int("failure_threshold") ?? options.ConsecutiveFailures;
        options.SuccessThreshold = Int("success_threshold") ?? options.SuccessThreshold;
        options.MaxConcurrentProbes = Int("half_open_max_calls") ?? Int("test_requests") ?? options.MaxConcurrentProbes;
        options.AdaptiveThreshold = Flag("adaptive_threshold");
        MapWindow(options);
        MapBreak(options, doublesFirstWait);
        MapDurations(options);
        LeaveOutWhatNeverDecides(options);
        return options;
    }

    private static CircuitBreakerOptions DomainDefaults() => new()
    {
        ConsecutiveFailures = 3,
        BreakDuration = TimeSpan.FromSeconds(30),
        SuccessThreshold = 2,
        MaxConcurrentProbes = 2,
    };

    private void MapWindow(CircuitBreakerOptions options)
    {
        options.WindowCalls = Int("sliding_window_size") ?? 0;
        if (Int("min_requests_threshold") is { } minimum && minimum < RatioIsOff)
        {
            options.FailureRatio = Number("error_rate_threshold") ?? 0;
            options.MinimumThroughput = minimum;
        }
        else
        {
            options.FailureRatio = 0;
        }
    }

    private void MapBreak(CircuitBreakerOptions options, bool doublesFirstWait)
    {
        var wait = Seconds("recovery_timeout") ?? options.BreakDuration;
        if (doublesFirstWait) wait *= 2;

        // There a first wait beyond the cap was cut; here it is a contradiction.
        options.MaxBreakDuration = Seconds("max_backoff_seconds") ?? options.MaxBreakDuration;
        options.BreakDuration = wait < options.MaxBreakDuration ? wait : options.MaxBreakDuration;
        options.BackoffFactor = Flag("exponential_backoff") ? 2 : 1;
        options.Jitter = Flag("jitter") ? 0.1 : 0;
    }

    private void MapDurations(CircuitBreakerOptions options)
    {
        options.Timeout = Seconds("timeout_seconds") ?? TimeSpan.Zero;
        var slow = Seconds("slow_call_threshold") ?? TimeSpan.Zero;

        // There slow calls were counted and opened nothing: of all calls the most that a rule here can ask for. And where a
        // call is given up before it is slow, no call is.
        if (options.Timeout > TimeSpan.Zero && slow >= options.Timeout) return;
        options.SlowCallDuration = slow;
        options.SlowCallRatio = 1;
    }

    // There such a number was accepted, and the ratio had always decided before.
    private static void LeaveOutWhatNeverDecides(CircuitBreakerOptions options)
    {
        var before = options.ConsecutiveFailures - 1;
        if (options.FailureRatio == 0 || options.WindowCalls == 0 || before < options.MinimumThroughput) return;
        if (before / (double)options.WindowCalls < options.FailureRatio) return;
        options.ConsecutiveFailures = 0;
        options.AdaptiveThreshold = false;
    }

    private JsonElement? Value(string name) =>
        config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out var value) ? value
        : engine == "rich" && RichDefaults.TryGetProperty(name, out value) ? value
        : null;

    private int? Int(string name) => Value(name)?.GetInt32();

    private double? Number(string name) => Value(name)?.GetDouble();

    private bool Flag(string name) => Value(name)?.GetBoolean() ?? false;

    private TimeSpan? Seconds(string name) => Number(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
