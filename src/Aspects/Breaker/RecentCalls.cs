using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>
/// Counts the successes of a closed circuit, and owns the window by which its calls are judged.
/// </summary>
/// <remarks>
/// <para>
/// A success of a healthy circuit increments a cell and takes no lock. A cell holds an epoch and the successes of that
/// epoch. The increment of a success of another epoch fails, so that this success never reaches a newer window.
/// </para>
/// <para>
/// The window stores no successes. The number of its successes is the count now minus the count when the oldest bucket
/// began.
/// </para>
/// <para>
/// Before the stamp <c>_quietUntil</c> a success needs no judgment. Order: a bad outcome, which is a failure or a slow
/// call, clears the stamp before it reads the cells. A success increments its cell before it reads the stamp again. So
/// the bad outcome reads the success, or the success finds the stamp changed and judges the window again.
/// </para>
/// </remarks>
internal struct RecentCalls
{
    // After this number of failed increments the threads are spread over several cells. One cell takes less memory.
    private const int ToleratedCollisions = 16;

    // A cell is [ epoch : 35 | successes : 29 ]. The epoch has the same place as in the state word.
    private const long MaxCount = CircuitWord.EpochUnit - 1;

    private long _cell;
    private Stripe[]? _stripes;
    private int _collisions;

    // The successes of earlier epochs. Requires the breaker's lock.
    private long _earlier;

    // The successes of the present epoch that were moved out of full cells. Requires the breaker's lock.
    private long _moved;

    private CallWindow? _window;
    private long _quietUntil;

    /// <summary>The successes that this instance ever counted. Requires the breaker's lock.</summary>
    public readonly long TotalSuccesses => _earlier + Successes;

    /// <summary>The successes of the present epoch. Requires the breaker's lock.</summary>
    public readonly long Successes
    {
        get
        {
            var sum = _moved + (Volatile.Read(in _cell) & MaxCount);
            foreach (ref readonly var stripe in _stripes.AsSpan())
            {
                sum += Volatile.Read(in stripe.Cell) & MaxCount;
            }

            return sum;
        }
    }

    /// <summary>Whether threads collided so often that the next success takes the lock and adds cells.</summary>
    public readonly bool NeedsStripes => _stripes is null && Volatile.Read(in _collisions) >= ToleratedCollisions;

    /// <summary>Counts a success that cannot change the state of the circuit. Takes no lock.</summary>
    /// <param name="epoch">The epoch of the permit, in the bits of a state word.</param>
    /// <param name="clock">The breaker's clock.</param>
    /// <param name="mustJudge">
    /// Whether the stamp changed during the increment, so that the caller must judge the window again.
    /// </param>
    /// <returns>Whether the success is counted. If not, the slow path settles it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCountSuccess(long epoch, MonotonicClock clock, out bool mustJudge)
    {
        mustJudge = false;
        var quietUntil = Volatile.Read(ref _quietUntil);
        if (quietUntil != MonotonicClock.Never && clock.Now >= quietUntil) return false;
        if (_stripes is null)
        {
            var seen = _cell;
            if ((ulong)(seen - epoch) < MaxCount && Interlocked.CompareExchange(ref _cell, seen + 1, seen) == seen)
            {
                mustJudge = Volatile.Read(ref _quietUntil) != quietUntil;
                return true;
            }
        }

        if (!TryCountStriped(epoch)) return false;
        mustJudge = Volatile.Read(ref _quietUntil) != quietUntil;
        return true;
    }

    /// <summary>Puts an empty window in place, or none. Requires the breaker's lock.</summary>
    public void ReplaceWindow(CallWindow? window)
    {
        _window = window;
        Volatile.Write(ref _quietUntil, _window is null ? MonotonicClock.Never : _window.QuietUntil);
    }

    /// <summary>Starts an epoch in which nothing is counted. Requires the breaker's lock.</summary>
    /// <param name="word">The state word of the epoch.</param>
    /// <param name="now">The present timestamp.</param>
    public void BeginEpoch(CircuitWord word, long now)
    {
        var empty = word.EpochBits;
        _earlier += _moved + (Interlocked.Exchange(ref _cell, empty) & MaxCount);
        foreach (ref var stripe in _stripes.AsSpan())
        {
            _earlier += Interlocked.Exchange(ref stripe.Cell, empty) & MaxCount;
        }

        _moved = 0;
        if (_window is null) return;
        _window.Clear(now);
        Volatile.Write(ref _quietUntil, _window.QuietUntil);
    }

    /// <summary>Records the outcome of a call of the present epoch. Requires the breaker's lock.</summary>
    /// <param name="failed">Whether the call failed.</param>
    /// <param name="slow">Whether the call was slow.</param>
    /// <param name="now">The present timestamp.</param>
    /// <returns>The calls in the window if they may be a reason to open; otherwise <see langword="null"/>.</returns>
    public WindowTotals? Record(bool failed, bool slow, long now)
    {
        if (!failed) CountUnderLock();
        if (_window is null) return null;
        if (failed || slow)
        {
            Volatile.Write(ref _quietUntil, long.MinValue);
            Interlocked.MemoryBarrier();
            return _window.RecordBad(Successes, now, failed, slow);
        }

        return _window.GetTotalsToJudge(Successes, now);
    }

    /// <summary>
    /// Reads the window again after a success that was counted without the lock. Requires the breaker's lock.
    /// </summary>
    public readonly WindowTotals? GetTotalsToJudge(long now) => _window?.GetTotalsToJudge(Successes, now);

    /// <summary>Notes that the window was judged. Requires the breaker's lock.</summary>
    /// <remarks>A judgment of too few calls is repeated at the next success.</remarks>
    /// <param name="totals">The calls that were judged.</param>
    /// <param name="minimumThroughput">The number of calls that a judgment needs.</param>
    public void EndJudgment(WindowTotals? totals, int minimumThroughput)
    {
        if (_window is null) return;
        if (totals is { } judged && judged.Calls >= minimumThroughput) _window.NoteJudgment();
        Volatile.Write(ref _quietUntil, _window.QuietUntil);
    }

    /// <summary>Makes the next success judge the window, because the settings changed.</summary>
    /// <remarks>Requires the breaker's lock.</remarks>
    public void ForgetJudgment()
    {
        if (_window is null) return;
        _window.ForgetJudgment();
        Volatile.Write(ref _quietUntil, _window.QuietUntil);
    }

    /// <summary>Reads the calls in the window. Requires the breaker's lock.</summary>
    public readonly WindowTotals GetTotals(long now) => _window?.GetTotals(Successes, now) ?? default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCountStriped(long epoch)
    {
        var stripes = Volatile.Read(ref _stripes);
        ref var cell = ref stripes is null ? ref _cell : ref stripes[Stripes.CurrentIndex].Cell;
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            if ((ulong)(seen - epoch) >= MaxCount) return false;
            if (Interlocked.CompareExchange(ref cell, seen + 1, seen) == seen) return true;

            // The slow path takes the lock that a second set of cells needs.
            if (stripes is null && Interlocked.Increment(ref _collisions) >= ToleratedCollisions) return false;
        }
    }

    private void CountUnderLock()
    {
        if (NeedsStripes) AddStripes();
        while (true)
        {
            ref var cell = ref _stripes is null ? ref _cell : ref _stripes[Stripes.CurrentIndex].Cell;
            var seen = Volatile.Read(ref cell);
            var isFull = (seen & MaxCount) == MaxCount;
            if (Interlocked.CompareExchange(ref cell, isFull ? seen - MaxCount : seen + 1, seen) != seen) continue;
            if (!isFull) return;
            _moved += MaxCount;
        }
    }

    private void AddStripes()
    {
        var stripes = new Stripe[Stripes.Length];
        var empty = Volatile.Read(ref _cell) & ~MaxCount;
        foreach (ref var stripe in stripes.AsSpan()) stripe.Cell = empty;
        Volatile.Write(ref _stripes, stripes);
    }

    // Two cache lines of 64 bytes: processors fetch them in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Stripe
    {
        public long Cell;
    }
}
