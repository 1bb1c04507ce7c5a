using System.Text.Json;

namespace Aspects.Tests;

/// <summary>The settings of the original, translated to options.</summary>
internal sealed class TraceSettings(string engine, JsonElement config)
{
    // The original disables the ratio with a minimum of this many calls.
    private const int RatioIsOff = 1_000;

    // The names of the settings, with those that the engine "clients" gives to the same settings.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["failure_threshold"] = [],
        ["success_threshold"] = [],
        ["recovery_timeout"] = ["recovery_timeout_seconds", "timeout"],
        ["half_open_max_calls"] = [],
        ["test_requests"] = [],
        ["adaptive_threshold"] = [],
        ["sliding_window_size"] = [],
        ["window_seconds"] = [],
        ["error_rate_threshold"] = ["failure_rate_threshold"],
        ["min_requests_threshold"] = ["min_calls_in_window"],
        ["timeout_seconds"] = ["call_timeout"],
        ["slow_call_threshold"] = [],
        ["exponential_backoff"] = [],
        ["jitter"] = [],
        ["max_backoff_seconds"] = [],
    };

    // Settings of the original without a counterpart that the steps of a trace could show.
    private static readonly string[] WithoutEffect = ["name", "domain", "health_check_interval", "expected_exception", "expected_exception_types"];

    private static readonly JsonElement ClientDefaults = JsonElement.Parse(
        """{ "failure_threshold": 5, "success_threshold": 2, "recovery_timeout": 60, "timeout_seconds": 10 }""");

    private static readonly JsonElement RichDefaults = JsonElement.Parse(
        """
        {
          "failure_threshold": 5, "success_threshold": 3, "recovery_timeout": 60, "half_open_max_calls": 3, "timeout_seconds": 30,
          "sliding_window_size": 10, "error_rate_threshold": 0.5, "min_requests_threshold": 3, "slow_call_threshold": 5,
          "exponential_backoff": true, "jitter": true, "max_backoff_seconds": 300
        }
        """);

    /// <summary>Finds the names that have no translation.</summary>
    public static IReadOnlyList<string> FindUntranslated(JsonElement config) => config.ValueKind == JsonValueKind.Object
        ?
        [
            .. config.EnumerateObject()
                .Select(static setting => setting.Name)
                .Where(static name => !Names.ContainsKey(name) && !WithoutEffect.Contains(name) && !Names.Values.Any(others => others.Contains(name))),
        ]
        : [];

    /// <param name="doublesFirstWait">Whether the first break is twice the configured one, as in the original.</param>
    public CircuitBreakerOptions ToOptions(bool doublesFirstWait = false)
    {
        var options = engine switch
        {
            "domain" => DomainDefaults(),
            "final" or "rich" or "mesh" or "websocket" or "clients" => new CircuitBreakerOptions(),
            _ => throw new NotSupportedException($"No mapping for the settings of engine '{engine}'."),
        };
        options.ConsecutiveFailures = Int("failure_threshold") ?? options.ConsecutiveFailures;

        // The original admits so many test requests, and closes the circuit when all of them have succeeded.
        options.SuccessThreshold = Int("success_threshold") ?? Int("test_requests") ?? options.SuccessThreshold;
        options.MaxConcurrentProbes = Int("half_open_max_calls") ?? Int("test_requests") ?? options.MaxConcurrentProbes;
        options.AdaptiveThreshold = Flag("adaptive_threshold");
        MapWindow(options);
        MapBreak(options, doublesFirstWait);
        MapDurations(options);
        DisableUnreachableFailureLimit(options);
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
        options.Window = Seconds("window_seconds") ?? options.Window;
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

        // The original limits a first wait to the cap. Here such settings are a contradiction.
        options.MaxBreakDuration = Seconds("max_backoff_seconds") ?? options.MaxBreakDuration;
        options.BreakDuration = wait < options.MaxBreakDuration ? wait : options.MaxBreakDuration;
        options.BackoffFactor = Flag("exponential_backoff") ? 2 : 1;
        options.Jitter = Flag("jitter") ? 0.1 : 0;
    }

    private void MapDurations(CircuitBreakerOptions options)
    {
        options.Timeout = Seconds("timeout_seconds") ?? TimeSpan.Zero;
        var slow = Seconds("slow_call_threshold") ?? TimeSpan.Zero;

        // In the original slow calls are counted and open nothing. The nearest rule here is a ratio of 1. If a call
        // times out before it is slow, no call is slow.
        if (options.Timeout > TimeSpan.Zero && slow >= options.Timeout) return;
        options.SlowCallDuration = slow;
        options.SlowCallRatio = 1;
    }

    // The original accepts such a number, although the ratio always opens the circuit before.
    private static void DisableUnreachableFailureLimit(CircuitBreakerOptions options)
    {
        var before = options.ConsecutiveFailures - 1;
        if (options.FailureRatio == 0 || options.WindowCalls == 0 || before < options.MinimumThroughput) return;
        if (before / (double)options.WindowCalls < options.FailureRatio) return;
        options.ConsecutiveFailures = 0;
        options.AdaptiveThreshold = false;
    }

    private JsonElement? Value(string name)
    {
        if (config.ValueKind == JsonValueKind.Object)
        {
            foreach (var given in Names[name].Prepend(name))
            {
                if (config.TryGetProperty(given, out var value) && value.ValueKind != JsonValueKind.Null) return value;
            }
        }

        return engine switch
        {
            "rich" when RichDefaults.TryGetProperty(name, out var value) => value,
            "clients" when ClientDefaults.TryGetProperty(name, out var value) => value,
            _ => null,
        };
    }

    private int? Int(string name) => Value(name)?.GetInt32();

    private double? Number(string name) => Value(name)?.GetDouble();

    private bool Flag(string name) => Value(name)?.GetBoolean() ?? false;

    private TimeSpan? Seconds(string name) => Number(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
