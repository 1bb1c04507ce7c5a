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
        Gen.Select(AnySettings, Gen.Int[1, 6], Gen.OneOf(0.0, 0.5, 0.5, 0.75, 1.0), static (settings, failures, ratio) => settings with
        {
            ConsecutiveFailures = settings.ConsecutiveFailures == 0 ? 0 : failures,
            FailureRatio = ratio,
        }),
        Gen.Select(Gen.Int[1, 6], Gen.OneOf(100, 800, 8_000, 8_001), Gen.OneOf(0, 0, 0, 1, 5, 10)),
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

    private static readonly Gen<ReferenceSettings> Everything = Gen.Select(
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
        Everything.SelectMany(static settings => OperationsWith(SwapsOf(settings))
            .Select(operations => new Scenario(settings, operations)));

    // Most changes keep the window and the limits, because otherwise no window would ever fill.
    private static Gen<ReferenceSettings> SwapsOf(ReferenceSettings settings) => Gen.Frequency(
        (3, Everything.Select(other => (settings with
        {
            BreakDuration = other.BreakDuration,
            MaxBreakDuration = other.MaxBreakDuration,
            ConsecutiveFailures = other.ConsecutiveFailures,
            MinimumThroughput = other.MinimumThroughput,
            FailureRatio = other.FailureRatio,
            Mode = other.Mode,
        }).WithoutContradictions())),
        (1, Everything));

    private static Gen<Operation[]> OperationsWith(Gen<ReferenceSettings> swaps) => Gen.Frequency(
            (24, Gen.Const<Operation>(new Operation.Enter())),
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
            (2, swaps.Select(static settings => (Operation)new Operation.Swap(settings))))
        .Array[1, MaxLength];
}
