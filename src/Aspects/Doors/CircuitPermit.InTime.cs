namespace Aspects;

// The outcome of a synchronous call that was to end in a certain time.
public partial struct CircuitPermit
{
    internal void EndedInTime(CircuitBreaker breaker, CallStart start)
    {
        if (breaker.IsOverdue(start)) Settle(CircuitOutcome.Failure);
        else Succeeded();
    }

    internal void ReturnedInTime<TResult>(CircuitBreaker breaker, CallStart start, TResult result)
    {
        if (breaker.IsOverdue(start)) Settle(CircuitOutcome.Failure);
        else Returned(result);
    }
}
