using System.Numerics;

namespace Aspects;

/// <summary>Which of several sets of cells a thread counts in, so that threads that run at a time seldom share one.</summary>
internal static class Stripes
{
    // Beyond that the memory outweighs what is left to gain.
    private const int MaxCount = 64;

    // A power of two, so that a mask picks one, and as many as processors.
    private static readonly int Count = (int)Math.Min(MaxCount, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private static int _lastNumber;

    // From 1; 0 before the thread has counted for the first time.
    [ThreadStatic]
    private static int _threadNumber;

    /// <summary>
    /// How long the array of the sets is. The first is never counted in: it shares a line of memory with the length of the array,
    /// which every thread reads.
    /// </summary>
    public static int Length => Count + 1;

    /// <summary>
    /// The place in the array for the present thread. By thread and not by processor, which costs three times as much to ask
    /// for: as many threads run at a time as there are processors, and they were given numbers in turn.
    /// </summary>
    public static int CurrentIndex => 1 + ((_threadNumber != 0 ? _threadNumber : AssignNumber()) & (Count - 1));

    private static int AssignNumber() => _threadNumber = Interlocked.Increment(ref _lastNumber);
}
