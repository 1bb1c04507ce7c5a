namespace Aspects;

// The exceptions that callers get, and the decision whether a fallback may replace them.
public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Whether a fallback may answer in place of an exception. Counts nothing: the call is already settled.
    /// </summary>
    /// <remarks>
    /// A fallback may replace an exception that the rules of this breaker judge as a failure or as throttling, a
    /// timeout of this breaker, and a rejection by an inner breaker, at any depth of the inner exceptions. An ignored
    /// exception reaches the caller. So does every exception of a call that its caller cancelled. If a rule throws, the
    /// exception is judged as if there were no rules. In <see cref="CircuitMode.Disabled"/> no fallback answers.
    /// </remarks>
    /// <param name="error">The exception that the call threw.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>Whether a fallback may answer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    public bool AllowsFallback(Exception error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        var rules = _controller.Rules;
        return rules.Mode != CircuitMode.Disabled
            && !cancellationToken.IsCancellationRequested
            && OutcomeJudge.AllowsFallback(rules.Outcomes, error, this);
    }

    /// <summary>Creates the exception for a caller that was rejected under the given state word.</summary>
    internal CircuitBreakerOpenException CreateRejection(CircuitWord entry)
    {
        // A closed circuit rejects callers only during slow start. A later opening is not the reason.
        var opening = entry.IsClosed ? null : _controller.Opening;
        TimeSpan? retryAfter = entry.State == CircuitState.Open && opening is not null
            ? MonotonicClock.GetTimeUntil(opening.Until, _clock.Now)
            : null;
        return new CircuitBreakerOpenException(
            Name, Key, entry.State, retryAfter, opening?.Reason, opening?.At, opening?.Failures ?? 0, opening?.Failure);
    }

    /// <summary>Waits for a task, but no longer than the call may take.</summary>
    /// <param name="task">The task.</param>
    /// <param name="start">The start of the call. The time before the call returned its task counts too.</param>
    /// <param name="limit">The time limit of the call; zero if the call has no limit.</param>
    /// <returns>Whether the task has ended. If not, the task is abandoned, and its outcome is dropped.</returns>
    internal async Task<bool> WaitWithTimeoutAsync(Task task, CallStart start, TimeSpan limit)
    {
        var wait = limit == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : GetRest(limit, start);
        await task.WaitAsync(wait, _clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompleted) return true;

        // Reads the exception of the abandoned task, so that it is not reported as unobserved.
        _ = task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return false;
    }

    // Rounds up, because a timer drops the part of a millisecond, and a call must not time out early.
    private TimeSpan GetRest(TimeSpan limit, CallStart start)
    {
        if (!start.IsMeasured) return limit;
        var rest = limit - _controller.Timing!.GetElapsed(start);
        return rest > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)) : TimeSpan.Zero;
    }
}
