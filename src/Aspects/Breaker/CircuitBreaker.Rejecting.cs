namespace Aspects;

public sealed partial class CircuitBreaker
{
    /// <summary>The exception for a caller that was rejected while the circuit stood as <paramref name="entry"/> says.</summary>
    internal CircuitBreakerOpenException CreateRejection(CircuitWord entry)
    {
        // A closed circuit turns callers away while it ramps up; an opening since then is not theirs.
        var opening = entry.IsClosed ? null : Volatile.Read(ref _opening);
        TimeSpan? retryAfter = entry.State == CircuitState.Open && opening is not null
            ? MonotonicClock.GetTimeUntil(opening.Until, _clock.Now)
            : null;
        return new CircuitBreakerOpenException(
            Name,
            Key,
            entry.State,
            retryAfter,
            opening?.Reason,
            opening?.At,
            opening?.Failures ?? 0,
            opening?.Failure);
    }
}
