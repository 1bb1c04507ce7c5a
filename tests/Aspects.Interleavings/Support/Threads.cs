using Microsoft.Coyote.Runtime;

namespace Aspects.Interleavings;

/// <summary>Runs work on several controlled threads.</summary>
/// <remarks>Only here threads interleave. What a case does before and after takes no step of the exploration.</remarks>
internal static class Threads
{
    /// <summary>Runs the works at the same time, and returns when all have ended.</summary>
    public static void Run(params Action[] works)
    {
        SchedulingPoint.Resume();
        Task.WaitAll(Array.ConvertAll(works, static work => Task.Run(work)));
        SchedulingPoint.Suppress();
    }

    /// <inheritdoc cref="Run(Action[])"/>
    public static async Task RunAsync(params Func<Task>[] works)
    {
        SchedulingPoint.Resume();
        await Task.WhenAll(Array.ConvertAll(works, static work => Task.Run(work)));
        SchedulingPoint.Suppress();
    }
}
