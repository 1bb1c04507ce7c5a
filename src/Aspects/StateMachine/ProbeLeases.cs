namespace Aspects;

/// <summary>
/// The places for probes of one half-open epoch. A place is a lease: taken with a deadline, and free again when its
/// holder gives it back or the deadline passes. Not thread-safe; the breaker's gate is around it.
/// </summary>
internal sealed class ProbeLeases
{
    /// <summary>The number of no lease.</summary>
    public const int None = 0;

    private Lease[] _places = [];
    private int _lastNumber;

    /// <summary>Starts a new epoch: all places free, and what was leased before is worth nothing.</summary>
    public void Renew() => Array.Clear(_places);

    /// <summary>Takes a free place, or one whose deadline has passed.</summary>
    /// <returns>The number of the lease, or <see cref="None"/> where as many are held as there may be.</returns>
    public int Take(int places, long now, long deadline)
    {
        Resize(places);
        var held = 0;
        var free = -1;
        for (var i = _places.Length - 1; i >= 0; i--)
        {
            if (_places[i].Number != None && now < _places[i].Deadline) held++;
            else free = i;
        }

        if (held >= places) return None;
        _lastNumber = _lastNumber == CircuitWord.MaxCount ? 1 : _lastNumber + 1;
        _places[free] = new Lease(_lastNumber, deadline);
        return _lastNumber;
    }

    /// <summary>Gives a lease back.</summary>
    /// <returns>Whether it was still held: a lease can be given back once, and not after another took its place.</returns>
    public bool Return(int number)
    {
        foreach (ref var place in _places.AsSpan())
        {
            if (place.Number != number || number == None) continue;
            place = default;
            return true;
        }

        return false;
    }

    /// <summary>The stamp from which on a place is free: <see cref="long.MinValue"/> if there is one already.</summary>
    public long FreeFrom(int places)
    {
        if (_places.Length < places) return long.MinValue;
        var earliest = MonotonicClock.Never;
        foreach (var place in _places)
        {
            if (place.Number == None) return long.MinValue;
            earliest = Math.Min(earliest, place.Deadline);
        }

        return earliest;
    }

    // Grows when the setting does; leases beyond a lowered limit stay valid until they end.
    private void Resize(int places)
    {
        if (_places.Length < places) Array.Resize(ref _places, places);
    }

    private readonly record struct Lease(int Number, long Deadline);
}
