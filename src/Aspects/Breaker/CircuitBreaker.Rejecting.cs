namespace Aspects;

public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Creates the exception for a caller that was rejected in the state of <paramref name="entry"/>.
    /// </summary>
    internal CircuitBreakerOpenException CreateRejection(CircuitWord entry)
    {
        // A closed circuit rejects callers during its slow start. An opening after that rejection is not its cause.
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
