namespace Aspects;

/// <summary>
/// The places for probes of one half-open epoch. A place is a lease: taken with a deadline, and free again when its
/// holder gives it back or the deadline passes. Not thread-safe; the breaker's gate is around it.
/// </summary>
internal sealed class ProbeLeases
{
    /// <summary>The number of no lease.</summary>
    public const int None = 0;

    private Lease[] _slots = [];
    private int _lastNumber;

    /// <summary>Starts a new epoch: all places free, and what was leased before is worth nothing.</summary>
    public void Renew() => Array.Clear(_slots);

    /// <summary>Takes a free place, or one whose deadline has passed.</summary>
    /// <returns>The number of the lease, or <see cref="None"/> where as many are held as there may be.</returns>
    public int AcquireLease(int slotCount, long now, long deadline)
    {
        Resize(slotCount);
        var held = 0;
        var free = -1;
        for (var i = _slots.Length - 1; i >= 0; i--)
        {
            if (_slots[i].Number != None && now < _slots[i].Deadline) held++;
            else free = i;
        }

        if (held >= slotCount) return None;
        _lastNumber = _lastNumber == CircuitWord.MaxCount ? 1 : _lastNumber + 1;
        _slots[free] = new Lease(_lastNumber, deadline);
        return _lastNumber;
    }

    /// <summary>Gives a lease back.</summary>
    /// <returns>Whether it was still held: a lease can be given back once, and not after another took its place.</returns>
    public bool ReturnLease(int number)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Number != number || number == None) continue;
            slot = default;
            return true;
        }

        return false;
    }

    /// <summary>The stamp from which on a place is free: <see cref="long.MinValue"/> if there is one already.</summary>
    public long GetFreeStamp(int slotCount)
    {
        if (_slots.Length < slotCount) return long.MinValue;
        var earliest = MonotonicClock.Never;
        foreach (var slot in _slots)
        {
            if (slot.Number == None) return long.MinValue;
            earliest = Math.Min(earliest, slot.Deadline);
        }

        return earliest;
    }

    // Grows when the setting does; leases beyond a lowered limit stay valid until they end.
    private void Resize(int slotCount)
    {
        if (_slots.Length < slotCount) Array.Resize(ref _slots, slotCount);
    }

    private readonly record struct Lease(int Number, long Deadline);
}
