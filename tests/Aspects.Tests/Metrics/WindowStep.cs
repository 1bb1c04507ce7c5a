using CsCheck;

namespace Aspects.Tests;

/// <summary>One step of a random sequence of operations on a window.</summary>
internal abstract record WindowStep
{
    private static readonly Gen<WindowStep> Any = Gen.Frequency(
        (12, Gen.Select(Gen.Bool, Gen.Bool, static (failed, slow) => (WindowStep)new Add(failed, slow))),
        (8, Gen.Const<WindowStep>(new Add(Failed: false, Slow: false))),
        (4, Gen.OneOf(1L, 7L, 99_999L, 1_250_000L, 5_000_000L).Select(static ticks => (WindowStep)new Wait(ticks))),
        (6, Gen.Select(Gen.Int[0, 9], Gen.Int[-1, 1], static (edges, ticks) => (WindowStep)new WaitForEdge(edges, ticks))),
        (1, Gen.OneOf(TimeSpan.TicksPerMinute, TimeSpan.TicksPerDay, 400 * TimeSpan.TicksPerDay).Select(static ticks => (WindowStep)new Wait(ticks))),
        (1, Gen.Const<WindowStep>(new Clear())),
        (1, Gen.OneOf(100, 333, 800, 30_000, 86_400_000).Select(static length => (WindowStep)new ChangeLength(TimeSpan.FromMilliseconds(length)))));

    public static Gen<WindowStep[]> Sequence { get; } = Any.Array[1, 80];

    /// <summary>A call ends.</summary>
    public sealed record Add(bool Failed, bool Slow) : WindowStep;

    /// <summary>Time passes.</summary>
    public sealed record Wait(long Ticks) : WindowStep;

    /// <summary>Time passes up to just before, at or just after the edge of a bucket.</summary>
    public sealed record WaitForEdge(int Edges, int TicksFromIt) : WindowStep;

    /// <summary>The window is reset.</summary>
    public sealed record Clear : WindowStep;

    /// <summary>The window gets another length and is empty afterwards.</summary>
    public sealed record ChangeLength(TimeSpan Length) : WindowStep;
}
