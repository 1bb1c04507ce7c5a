namespace Aspects;

/// <summary>The deadline of one call. Its token is cancelled at the deadline or when the caller cancels.</summary>
/// <remarks>
/// <para>The expiry, the cancellation by the caller or the end of the call ends the deadline. The first of the three
/// decides.</para>
/// <para>An exception that a callback of the callee throws at the expiry is a callback error, because the expiry runs
/// on the thread of a timer.</para>
/// <para>The token source is never disposed of, because the callee may still use its token, and a cancellation may be
/// under way. The token source has no timer and no registration, so it holds no resources.</para>
/// </remarks>
#pragma warning disable CA2213 // See the remarks.
internal sealed class CallDeadline : IDisposable
#pragma warning restore CA2213
{
    // The values of _end.
    private const int Running = 0;
    private const int Expired = 1;
    private const int Cancelled = 2;
    private const int Ended = 3;

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer _timer;
    private readonly CircuitBreaker _breaker;
    private int _end;

    public CallDeadline(CircuitBreaker breaker, TimeSpan limit, CancellationToken caller)
    {
        _breaker = breaker;
        Limit = limit;
        Caller = caller;

        // Order: register before the timer starts, because an expired timer removes the registration.
        _registration = caller.UnsafeRegister(static deadline => ((CallDeadline)deadline!).Cancel(), this);
        _timer = breaker.TimeProvider.CreateTimer(static deadline => ((CallDeadline)deadline!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public CancellationToken Caller { get; }

    /// <summary>The time limit that the call began with.</summary>
    public TimeSpan Limit { get; }

    /// <summary>
    /// Whether the deadline came before the caller's cancellation; <see langword="null"/> if neither has come.
    /// </summary>
    public bool? HasTimedOut => Volatile.Read(ref _end) switch
    {
        Expired => true,
        Cancelled => false,
        _ => null,
    };

    /// <summary>
    /// Cancels the token because the time is up, unless the caller has cancelled or the call has ended.
    /// </summary>
    public void Expire()
    {
        // The caller's cancellation may be under way before its callback runs.
        if (!TryEnd(Caller.IsCancellationRequested ? Cancelled : Expired)) return;
        _registration.Unregister();
        try
        {
            _source.Cancel();
        }
        catch (AggregateException callbackErrors)
        {
            _breaker.ReportCallbackError(nameof(CircuitBreakerOptions.Timeout), callbackErrors);
        }
    }

    /// <summary>Ends the deadline. The token is not cancelled later.</summary>
    public void Dispose()
    {
        TryEnd(Ended);
        _timer.Dispose();

        // Does not wait for a cancellation that is under way, because that cancellation may wait for this call.
        _registration.Unregister();
    }

    private void Cancel()
    {
        if (TryEnd(Cancelled)) _source.Cancel();
    }

    private bool TryEnd(int end) => Interlocked.CompareExchange(ref _end, end, Running) == Running;
}
