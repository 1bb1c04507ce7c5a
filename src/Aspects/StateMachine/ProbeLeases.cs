namespace Aspects;

/// <summary>The probe slots of one half-open epoch, each leased until a deadline.</summary>
/// <remarks>
/// A slot is free again when its lease is returned or its deadline passes. Every member requires the breaker's
/// <c>_sync</c>.
/// </remarks>
internal sealed class ProbeLeases
{
    /// <summary>The lease number that means "no lease".</summary>
    public const int None = 0;

    private Lease[] _slots = [];
    private int _lastNumber;

    /// <summary>Starts a new epoch: frees all slots and invalidates all leases.</summary>
    public void Renew() => Array.Clear(_slots);

    /// <summary>Leases a free slot, or a slot whose deadline has passed.</summary>
    /// <returns>The lease number, or <see cref="None"/> if all slots are leased.</returns>
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

    /// <summary>Returns a lease.</summary>
    /// <returns>
    /// Whether the lease was valid. A lease can be returned once, and not after its slot was leased again.
    /// </returns>
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

    /// <summary>
    /// Returns the stamp at which a slot becomes free; <see cref="long.MinValue"/> if a slot is free now.
    /// </summary>
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

    // Only grows: if the setting is lowered, the leases above the new limit stay valid until they end.
    private void Resize(int slotCount)
    {
        if (_slots.Length < slotCount) Array.Resize(ref _slots, slotCount);
    }

    private readonly record struct Lease(int Number, long Deadline);
}
