using System.Numerics;

namespace Aspects;

/// <summary>Assigns a stripe of counters to each thread, so that running threads seldom share a stripe.</summary>
internal static class Stripes
{
    // More stripes would cost more memory than they are worth.
    private const int MaxCount = 64;

    // The number of processors, rounded up to a power of two, so that a mask selects the stripe.
    private static readonly int Count = (int)Math.Min(MaxCount, BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    private static int _lastNumber;

    // Starts at 1; 0 means that the thread has no number yet.
    [ThreadStatic]
    private static int _threadNumber;

    /// <summary>The length of an array of stripes.</summary>
    /// <remarks>
    /// The element with index 0 is not used, because it shares a cache line with the array's length, which every thread
    /// reads.
    /// </remarks>
    public static int Length => Count + 1;

    /// <summary>The index of the present thread's stripe.</summary>
    /// <remarks>
    /// The index depends on the thread and not on the processor, because reading the processor's number takes three
    /// times as long. Threads get consecutive numbers, so the threads that run at the same time seldom share a stripe.
    /// </remarks>
    public static int CurrentIndex => 1 + ((_threadNumber != 0 ? _threadNumber : AssignNumber()) & (Count - 1));

    private static int AssignNumber() => _threadNumber = Interlocked.Increment(ref _lastNumber);
}
