using CsCheck;

namespace Aspects.Tests;

/// <summary>Random scenarios, drawn so that the circuit opens, recovers and relapses often.</summary>
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

    private static readonly Gen<Ending> Endings = Gen.Frequency(
        (6, Gen.Const(Ending.Failure)), (4, Gen.Const(Ending.Success)), (2, Gen.Enum<Ending>()));

    private static readonly Gen<int> Which = Gen.Int[0, 1_000];

    /// <summary>Scenarios in which the number of probes stays as it began.</summary>
    public static Gen<Scenario> WithOneProbeLimit { get; } =
        AnySettings.SelectMany(static settings => OperationsWith(AnySettings
                .Select(other => other with { MaxConcurrentProbes = settings.MaxConcurrentProbes }))
            .Select(operations => new Scenario(settings, operations)));

    /// <summary>Scenarios in which every setting may change.</summary>
    public static Gen<Scenario> WithAnySwap { get; } =
        Gen.Select(AnySettings, OperationsWith(AnySettings), static (settings, operations) => new Scenario(settings, operations));

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
            (2, swaps.Select(static settings => (Operation)new Operation.Swap(settings))))
        .Array[1, MaxLength];
}
