using CsCheck;

namespace Aspects.Tests;

/// <summary>Random scenarios in which the circuit often opens, recovers and opens again.</summary>
internal static class Scenarios
{
    private const int MaxLength = 120;

    private static readonly Gen<TimeSpan> Durations = Gen.Frequency(
        (19, Gen.OneOf(
            TimeSpan.FromMilliseconds(1), TimeSpan.FromTicks(10_001), TimeSpan.FromSeconds(1), TimeSpan.FromHours(1))),
        (1, Gen.Const(TimeSpan.MaxValue)));

    private static readonly Gen<ReferenceSettings> AnySettings = Gen.Select(
        Gen.Frequency((1, Gen.Const(0)), (9, Gen.Int[1, 3])),
        Durations,
        Gen.Int[1, 3],
        Gen.Int[1, 3],
        Durations,
        static (failures, wait, probes, successes, timeout) =>
            new ReferenceSettings(failures, wait, probes, successes, timeout));

    private static readonly Gen<ReferenceSettings> WithRatios = Gen.Select(
        Gen.Select(AnySettings, Gen.Int[1, 6], Gen.OneOf(0.0, 0.5, 0.5, 0.75, 1.0), Gen.OneOf(0, 0, 0, 0, 0, 0, 2, 4), static (settings, failures, ratio, count) => settings with
        {
            ConsecutiveFailures = settings.ConsecutiveFailures == 0 ? 0 : failures,
            FailureCount = count,
            FailureRatio = ratio,
        }),
        Gen.Select(Gen.Int[1, 6], Gen.OneOf(100, 800, 8_000, 8_001), Gen.OneOf(0, 0, 0, 1, 5, 5, 5, 10, 10)),
        Gen.Select(Gen.OneOf(0, 0, 50, 1_000), Gen.OneOf(0.25, 0.5, 1.0), Gen.Bool),
        static (settings, window, slow) => settings with
        {
            MinimumThroughput = window.Item1,
            Window = TimeSpan.FromMilliseconds(window.Item2),
            WindowCalls = window.Item3,
            SlowCallDuration = TimeSpan.FromMilliseconds(slow.Item1),
            SlowCallRatio = slow.Item2,
            AdaptiveThreshold = slow.Item3,
        });

    private static readonly Gen<ReferenceRule> Rules = Gen.Select(
        Gen.Enum<ReferenceRuleKind>(),
        Gen.OneOf(typeof(IOException), typeof(FileNotFoundException), typeof(InvalidOperationException)),
        static (kind, type) => new ReferenceRule(kind, type));

    private static readonly Gen<Exception> Errors = ErrorsOfDepth(3);

    private static readonly Gen<ReferenceSettings> WithoutTimes = Gen.Select(
        WithRatios,
        Gen.OneOf(1.0, 1.5, 2.0, 3.0),
        Gen.OneOf(TimeSpan.FromSeconds(5), TimeSpan.FromHours(3), TimeSpan.MaxValue),
        Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.OneOf(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)),
        Gen.Frequency((12, Gen.Const(CircuitMode.Enforce)), (2, Gen.Const(CircuitMode.Monitor)), (1, Gen.Const(CircuitMode.Disabled))),
        static (settings, factor, cap, honors, longest, mode) => (settings with
        {
            BackoffFactor = factor,
            MaxBreakDuration = cap,
            HonorRetryAfter = honors,
            MaxRetryAfter = longest,
            Mode = mode,
        }).WithoutContradictions());

    private static readonly Gen<ReferenceSettings> Everything = Gen.Select(
        WithoutTimes,
        Gen.OneOf(0, 0, 60, 2_000),
        Gen.Frequency((2, Gen.Const(Array.Empty<ReferenceRule>())), (1, Rules.Array[1, 3])),
        Gen.OneOf(0, 0, 500, 10_000),
        static (settings, timeout, rules, interval) => (settings with
        {
            Timeout = TimeSpan.FromMilliseconds(timeout),
            Rules = new ReferenceRules(rules),
            HasHealthProbe = interval > 0,
            HealthProbeInterval = TimeSpan.FromMilliseconds(Math.Max(interval, 500)),
        }).WithoutContradictions());

    private static readonly Gen<Ending> Endings = Gen.Frequency(
        (6, Gen.Const(Ending.Failure)), (4, Gen.Const(Ending.Success)), (2, Gen.Enum<Ending>()));

    private static readonly Gen<int> Which = Gen.Int[0, 1_000];

    /// <summary>Scenarios in which MaxConcurrentProbes never changes.</summary>
    public static Gen<Scenario> WithOneProbeLimit { get; } =
        AnySettings.SelectMany(static settings => OperationsWith(AnySettings
                .Select(other => other with { MaxConcurrentProbes = settings.MaxConcurrentProbes }))
            .Select(operations => new Scenario(settings, operations)));

    /// <summary>Scenarios in which every setting may change.</summary>
    public static Gen<Scenario> WithAnySwap { get; } =
        Gen.Select(AnySettings, OperationsWith(AnySettings), static (settings, operations) => new Scenario(settings, operations));

    /// <summary>Scenarios with every rule and every mode, in which every setting may change.</summary>
    public static Gen<Scenario> OfEverything { get; } =
        Everything.SelectMany(static settings => Gen.Select(
            OperationsWith(SwapsOf(settings)),
            Gen.Frequency((4, Gen.Const(Array.Empty<Operation>())), (1, OperationsWith(SwapsOf(settings)).Select(static rest => rest.Prepend(new Operation.Dispose()).ToArray()))),
            Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))),
            (operations, afterDisposal, hasKey) => new Scenario(settings, [.. operations, .. afterDisposal], hasKey)));

    // Most changes keep the window and the limits, because otherwise no window would ever fill.
    private static Gen<ReferenceSettings> SwapsOf(ReferenceSettings settings) => Gen.Frequency(
        (3, Everything.Select(other => (settings with
        {
            BreakDuration = other.BreakDuration,
            MaxBreakDuration = other.MaxBreakDuration,
            ConsecutiveFailures = other.ConsecutiveFailures,
            MinimumThroughput = other.MinimumThroughput,
            FailureCount = other.FailureCount,
            FailureRatio = other.FailureRatio,
            Mode = other.Mode,
            Timeout = other.Timeout,
            Rules = other.Rules,
            HasHealthProbe = other.HasHealthProbe,
            HealthProbeInterval = other.HealthProbeInterval,
        }).WithoutContradictions())),
        (1, Everything));

    private static Gen<Operation[]> OperationsWith(Gen<ReferenceSettings> swaps) => Gen.Frequency(
            (16, Gen.Const<Operation>(new Operation.Enter(TakesToken: false))),
            (8, Gen.Const<Operation>(new Operation.Enter(TakesToken: true))),
            (4, Which.Select(static which => (Operation)new Operation.EnterInside(which))),
            (1, Gen.Const<Operation>(new Operation.OvertakeProbe())),
            (2, Which.Select(static which => (Operation)new Operation.CancelCaller(which))),
            (4, Gen.Select(Which, Errors, static (which, error) => (Operation)new Operation.Throw(which, new ModelError(error)))),
            (2, Gen.Select(Which, Errors.Select(static error => new ModelError(error)).Array[2, 3], static (which, errors) => (Operation)new Operation.ThrowSeveral(which, errors))),
            (3, Gen.Enum<HealthAnswer>().Select(static answer => (Operation)new Operation.AnswerHealth(answer))),
            (1, Gen.Const<Operation>(new Operation.Evict())),
            (24, Gen.Select(Which, Endings, static (which, ending) => (Operation)new Operation.Settle(which, ending))),
            (3, Gen.Select(Which, Endings, static (which, ending) => (Operation)new Operation.SettleAgain(which, ending))),
            (1, Which.Select(static which => (Operation)new Operation.Abandon(which))),
            (3, Gen.OneOf(1L, 9_999L, 10_000L, TimeSpan.TicksPerSecond, TimeSpan.TicksPerHour)
                .Select(static ticks => (Operation)new Operation.Wait(ticks))),
            (10, Gen.Select(Which, Gen.Int[-1, 1], static (which, ticks) => (Operation)new Operation.WaitForEdge(which, ticks))),
            (1, Gen.OneOf(-60, 24 * 60).Select(static minutes => (Operation)new Operation.SetWallClock(minutes))),
            (2, Gen.Const<Operation>(new Operation.Read())),
            (1, Gen.OneOf(ControlKind.Isolate, ControlKind.Release, ControlKind.Release, ControlKind.Reset)
                .Select(static kind => (Operation)new Operation.Control(kind))),
            (1, Durations.Select(static duration => (Operation)new Operation.Open(duration))),
            (2, swaps.Select(static settings => (Operation)new Operation.Swap(settings))))
        .Array[1, MaxLength];

    private static Gen<Exception> ErrorsOfDepth(int depth)
    {
        var leaves = Gen.Int[0, 3].Select(static kind => kind switch
        {
            0 => new IOException(),
            1 => new FileNotFoundException(),
            2 => new InvalidOperationException(),
            _ => (Exception)new CircuitBreakerOpenException("inner", CircuitState.Open),
        });
        if (depth == 1) return leaves;

        var inner = ErrorsOfDepth(depth - 1);
        return Gen.Frequency(
            (2, leaves),
            (1, inner.Select(static error => (Exception)new FormatException("", error))),
            (1, inner.Array[1, 3].Select(static errors => (Exception)new AggregateException(errors))));
    }
}
