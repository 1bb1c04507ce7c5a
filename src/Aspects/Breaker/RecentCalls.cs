using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>
/// Counts the successes of a closed circuit, and owns the window by which its calls are judged.
/// </summary>
/// <remarks>
/// <para>
/// A success of a healthy circuit increments a cell and takes no lock. The cell holds the epoch, the successes of that
/// epoch, and the lock mark. The increment fails if the permit is of another epoch, or if the cell has the lock mark.
/// Then the slow path settles the success.
/// </para>
/// <para>
/// The lock mark is set while a success can change the state of the circuit: after a failure, after a slow call until
/// the window is judged, and outside the closed state. Order: a bad outcome, which is a failure or a slow call, sets
/// the mark before it reads the cells. So it reads each success that took no lock. Each later success takes the lock.
/// </para>
/// <para>
/// The window stores no successes. The number of its successes is the count now minus the count when the oldest bucket
/// began.
/// </para>
/// </remarks>
internal struct RecentCalls
{
    // After this number of failed increments the threads are spread over several cells. One cell takes less memory.
    private const int ToleratedCollisions = 16;

    // A cell is [ epoch : 35 | full : 1 | successes : 22 | marks : 6 ]. The epoch and the marks have the same places as
    // in the state word. No permit of the fast path has a mark.
    private const long Success = CircuitWord.CountUnit;
    private const long SuccessesMask = FullMark - Success;
    private const long FullMark = CircuitWord.EpochUnit >> 1;

    // The next success takes the lock.
    private const long LockMark = 1L << 3;

    // In `_cell`: the stripes count instead.
    private const long StripedMark = 1L << 4;

    private long _cell;

    // The timestamp from which a success takes the lock, to begin a bucket; 0 if the window has no such timestamp.
    private long _bucketEnd;

    private Stripe[]? _stripes;
    private int _collisions;
    private bool _takesLock;

    // The successes of earlier epochs. Requires the breaker's lock.
    private long _earlier;

    // The successes of the present epoch that were moved out of full cells. Requires the breaker's lock.
    private long _moved;

    private CallWindow? _window;

    /// <summary>The successes that this instance ever counted. Requires the breaker's lock.</summary>
    public readonly long TotalSuccesses => _earlier + Successes;

    /// <summary>The successes of the present epoch. Requires the breaker's lock.</summary>
    public readonly long Successes
    {
        get
        {
            var sum = _moved + GetSuccesses(Volatile.Read(in _cell));
            foreach (ref readonly var stripe in _stripes.AsSpan())
            {
                sum += GetSuccesses(Volatile.Read(in stripe.Cell));
            }

            return sum;
        }
    }

    /// <summary>Whether threads collided so often that the next success takes the lock and adds cells.</summary>
    public readonly bool NeedsStripes => _stripes is null && Volatile.Read(in _collisions) >= ToleratedCollisions;

    /// <summary>Counts a success that cannot change the state of the circuit. Takes no lock.</summary>
    /// <param name="permit">The state word of a permit; its count does not matter.</param>
    /// <param name="clock">The breaker's clock.</param>
    /// <returns>Whether the success is counted. If not, the slow path settles it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCountSuccess(CircuitWord permit, MonotonicClock clock)
    {
        var seen = _cell;
        if (!Accepts(seen, permit)) return (seen & StripedMark) != 0 && TryCountAt(clock, permit);
        return (_bucketEnd == 0 && Interlocked.CompareExchange(ref _cell, seen + Success, seen) == seen) || TryCountAt(clock, permit);
    }

    /// <summary>Counts a success like the other overload, at a timestamp that the caller has read.</summary>
    /// <param name="permit">The state word of a permit; its count does not matter.</param>
    /// <param name="now">The present timestamp.</param>
    /// <returns>Whether the success is counted. If not, the slow path settles it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCountSuccess(CircuitWord permit, long now)
    {
        var bucketEnd = Volatile.Read(ref _bucketEnd);
        if (bucketEnd != 0 && now >= bucketEnd) return false;
        var seen = _cell;
        if (!Accepts(seen, permit)) return (seen & StripedMark) != 0 && TryCountAgain(permit);
        return Interlocked.CompareExchange(ref _cell, seen + Success, seen) == seen || TryCountAgain(permit);
    }

    /// <summary>Puts an empty window in place, or none. Requires the breaker's lock.</summary>
    public void ReplaceWindow(CallWindow? window) => _window = window;

    /// <summary>Starts a closed epoch in which nothing is counted. Requires the breaker's lock.</summary>
    /// <param name="word">The state word of the epoch.</param>
    /// <param name="now">The present timestamp.</param>
    public void BeginEpoch(CircuitWord word, long now)
    {
        var empty = word.EpochBits | LockMark;
        _earlier += _moved + GetSuccesses(Interlocked.Exchange(ref _cell, _stripes is null ? empty : empty | StripedMark));
        foreach (ref var stripe in _stripes.AsSpan())
        {
            _earlier += GetSuccesses(Interlocked.Exchange(ref stripe.Cell, empty));
        }

        _moved = 0;
        _takesLock = true;
        _window?.Clear(now);
    }

    /// <summary>Records the outcome of a call of the present epoch. Requires the breaker's lock.</summary>
    /// <param name="failed">Whether the call failed.</param>
    /// <param name="slow">Whether the call was slow.</param>
    /// <param name="now">The present timestamp.</param>
    /// <returns>The calls in the window if they may be a reason to open; otherwise <see langword="null"/>.</returns>
    public WindowTotals? Record(bool failed, bool slow, long now)
    {
        if (!failed) CountUnderLock();
        if (!failed && !slow) return _window?.GetTotalsToJudge(Successes, now);
        TakeLock();
        return _window?.RecordBad(Successes, now, failed, slow);
    }

    /// <summary>Notes that the window was judged. Requires the breaker's lock.</summary>
    /// <remarks>A judgment of too few calls is repeated at the next success.</remarks>
    /// <param name="totals">The calls that were judged.</param>
    /// <param name="minimumThroughput">The number of calls that a judgment needs.</param>
    public readonly void EndJudgment(WindowTotals? totals, int minimumThroughput)
    {
        if (_window is not null && totals is { } judged && judged.Calls >= minimumThroughput) _window.IsJudged = true;
    }

    /// <summary>Makes the next success judge the window, because the settings changed.</summary>
    /// <remarks>Requires the breaker's lock.</remarks>
    public readonly void ForgetJudgment()
    {
        if (_window is not null) _window.IsJudged = false;
    }

    /// <summary>Makes each success take the lock. Requires the breaker's lock.</summary>
    public void TakeLock()
    {
        if (_takesLock) return;
        _takesLock = true;
        Interlocked.Or(ref _cell, LockMark);
        foreach (ref var stripe in _stripes.AsSpan()) Interlocked.Or(ref stripe.Cell, LockMark);
    }

    /// <summary>Counts successes without the lock, unless the window has to be judged.</summary>
    /// <remarks>Requires the breaker's lock, a closed circuit, and no consecutive failures.</remarks>
    public void AvoidLock()
    {
        Volatile.Write(ref _bucketEnd, _window?.BucketEnd ?? 0);
        if (_window is { IsJudged: false })
        {
            TakeLock();
        }
        else if (_takesLock)
        {
            _takesLock = false;
            Interlocked.And(ref _cell, ~LockMark);
            foreach (ref var stripe in _stripes.AsSpan()) Interlocked.And(ref stripe.Cell, ~LockMark);
        }
    }

    /// <summary>Reads the calls in the window. Requires the breaker's lock.</summary>
    public readonly WindowTotals GetTotals(long now) => _window?.GetTotals(Successes, now) ?? default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Accepts(long cell, CircuitWord permit) => ((cell ^ permit.Bits) & ~SuccessesMask) == 0;

    private static long GetSuccesses(long cell) => (cell & (FullMark | SuccessesMask)) / Success;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCountAt(MonotonicClock clock, CircuitWord permit) => TryCountSuccess(permit, clock.Now);

    // Counts in a stripe, or after a collision.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCountAgain(CircuitWord permit)
    {
        var stripes = Volatile.Read(ref _stripes);
        ref var cell = ref stripes is null ? ref _cell : ref stripes[Stripes.CurrentIndex].Cell;
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            if (!Accepts(seen, permit)) return false;
            if (Interlocked.CompareExchange(ref cell, seen + Success, seen) == seen) return true;

            // The slow path takes the lock that a second set of cells needs.
            if (stripes is null && Interlocked.Increment(ref _collisions) >= ToleratedCollisions) return false;
        }
    }

    private void CountUnderLock()
    {
        if (NeedsStripes) AddStripes();
        ref var cell = ref _stripes is null ? ref _cell : ref _stripes[Stripes.CurrentIndex].Cell;
        if ((Volatile.Read(ref cell) & FullMark) != 0)
        {
            // A full cell accepts no success, so no other thread changes its count.
            _moved += GetSuccesses(Interlocked.And(ref cell, ~(FullMark | SuccessesMask)));
        }

        Interlocked.Add(ref cell, Success);
    }

    private void AddStripes()
    {
        var stripes = new Stripe[Stripes.Length];
        var empty = Volatile.Read(ref _cell) & ~(FullMark | SuccessesMask);
        foreach (ref var stripe in stripes.AsSpan()) stripe.Cell = empty;
        Volatile.Write(ref _stripes, stripes);
        Interlocked.Or(ref _cell, StripedMark);
    }

    // Two cache lines of 64 bytes: processors fetch them in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public long Cell;
    }
}
