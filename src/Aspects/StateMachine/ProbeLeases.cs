namespace Aspects;

/// <summary>The probe slots of one half-open epoch, each leased for a time.</summary>
/// <remarks>
/// A slot is free again when its lease is returned or expires. If another probe takes the slot of an expired lease, the
/// expired lease can still be returned once. Every member requires the breaker's <c>_sync</c>.
/// </remarks>
internal sealed class ProbeLeases
{
    /// <summary>The lease number that means "no lease".</summary>
    public const int None = 0;

    // A probe that never ends stays in `_lost` until the epoch ends. A full queue drops its oldest lease. The limit
    // grows with the slots, because calls can take several times as long as their leases.
    private const int MinMaxLost = 1_000;
    private const int MaxLostPerSlot = 16;

    // The expired leases whose slots other probes have taken.
    private readonly Queue<int> _lost = new();

    private Lease[] _slots = [];
    private int _lastNumber;

    /// <summary>Starts a new epoch: frees all slots and invalidates all leases.</summary>
    public void Renew()
    {
        Array.Clear(_slots);
        _lost.Clear();
    }

    /// <summary>Leases a free slot, or a slot whose lease has expired.</summary>
    /// <param name="slotCount">The number of slots.</param>
    /// <param name="now">The present stamp.</param>
    /// <param name="duration">The time after which a lease expires.</param>
    /// <returns>The lease number, or <see cref="None"/> if all slots are leased.</returns>
    public int AcquireLease(int slotCount, long now, TimeSpan duration)
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
        if (_slots[free].Number != None) RememberLost(_slots[free].Number);
        _lastNumber = _lastNumber == CircuitWord.MaxCount ? 1 : _lastNumber + 1;
        _slots[free] = new Lease(_lastNumber, now, MonotonicClock.AddTime(now, duration));
        return _lastNumber;
    }

    /// <summary>Returns a lease, and frees its slot if no other lease has taken the slot.</summary>
    /// <returns>Whether the lease was outstanding. A lease can be returned once.</returns>
    public bool ReturnLease(int number)
    {
        if (number == None) return false;
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Number != number) continue;
            slot = default;
            return true;
        }

        return ForgetLost(number);
    }

    /// <summary>Whether a lease holds its slot and has not expired.</summary>
    public bool IsHeld(int number, long now)
    {
        foreach (var slot in _slots)
        {
            if (slot.Number == number && number != None) return now < slot.Deadline;
        }

        return false;
    }

    /// <summary>Whether a lease has not been returned, expired or not.</summary>
    public bool IsOutstanding(int number) =>
        number != None && (Array.Exists(_slots, slot => slot.Number == number) || _lost.Contains(number));

    /// <summary>Applies a shorter duration to the leases that are held. A longer duration changes nothing.</summary>
    public void Shorten(TimeSpan duration)
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            slot = slot with { Deadline = Math.Min(slot.Deadline, MonotonicClock.AddTime(slot.Since, duration)) };
        }
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

    private void RememberLost(int number)
    {
        if (_lost.Count >= Math.Max(MinMaxLost, MaxLostPerSlot * _slots.Length)) _lost.Dequeue();
        _lost.Enqueue(number);
    }

    private bool ForgetLost(int number)
    {
        var found = false;
        for (var left = _lost.Count; left > 0; left--)
        {
            var lost = _lost.Dequeue();
            if (lost == number) found = true;
            else _lost.Enqueue(lost);
        }

        return found;
    }

    // Only grows: if the setting is lowered, the leases above the new limit stay valid until they end.
    private void Resize(int slotCount)
    {
        if (_slots.Length < slotCount) Array.Resize(ref _slots, slotCount);
    }

    private readonly record struct Lease(int Number, long Since, long Deadline);
}
