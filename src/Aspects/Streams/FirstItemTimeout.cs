namespace Aspects;

/// <summary>The timeout for the first item of a stream, with the token that cancels the callee.</summary>
/// <remarks>
/// <para>The expiry removes the registration on the consumer's token, because a callee that never answers is never
/// disposed.</para>
/// <para>The token source is never disposed of, because the callee may still use its token. The token source has no
/// timer, so it holds no resources.</para>
/// </remarks>
#pragma warning disable CA1001 // See the remarks.
internal sealed class FirstItemTimeout
#pragma warning restore CA1001
{
    // The values of _state.
    private const int Running = 0;
    private const int Stopped = 1;
    private const int Expired = 2;

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;
    private readonly TaskCompletionSource _expired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CircuitBreaker _breaker;
    private readonly ITimer _timer;
    private readonly CancellationToken _callToken;
    private readonly CancellationToken _token;
    private bool _isCancelledFirst;
    private int _state;

    /// <summary>Starts the timeout.</summary>
    /// <param name="breaker">
    /// The breaker, which reports the exceptions of callbacks that the callee registers on the token.
    /// </param>
    /// <param name="limit">The timeout.</param>
    /// <param name="callToken">The token that the call received.</param>
    /// <param name="cancellationToken">The token of the enumerator. Its cancellation cancels the callee too.</param>
    public FirstItemTimeout(CircuitBreaker breaker, TimeSpan limit, CancellationToken callToken, CancellationToken cancellationToken)
    {
        (_breaker, Limit, _callToken, _token) = (breaker, limit, callToken, cancellationToken);

        // Order: register before the timer starts, because an expired timer removes the registration.
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _timer = breaker.TimeProvider.CreateTimer(
            static state => ((FirstItemTimeout)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Limit { get; }

    public CancellationToken Token => _source.Token;

    /// <summary>
    /// Whether the timeout expired before the consumer cancelled; <see langword="null"/> if it has not expired.
    /// </summary>
    public bool? HasTimedOut => Volatile.Read(ref _state) == Expired ? !_isCancelledFirst : null;

    /// <summary>Waits until the first item comes or the timeout expires.</summary>
    public Task WaitForFirstAsync(Task first) => first.IsCompleted ? Task.CompletedTask : Task.WhenAny(first, _expired.Task);

    /// <summary>Stops the timeout after the first item. The rest of the stream has no timeout.</summary>
    /// <returns>Whether the timeout had not expired.</returns>
    public bool TryStop()
    {
        if (Interlocked.CompareExchange(ref _state, Stopped, Running) == Expired) return false;
        _timer.Dispose();
        return true;
    }

    /// <summary>
    /// Disposes of an enumerator, and then ends the timeout and the registration on the consumer's token.
    /// </summary>
    public async ValueTask DisposeWithItemsAsync(IAsyncDisposable items)
    {
        try
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            TryStop();
            _registration.Unregister();
        }
    }

    /// <summary>
    /// Waits for the first item of an enumerator whose timeout has expired, drops it, and disposes of the enumerator.
    /// </summary>
    public static async Task AbandonAsync(IAsyncDisposable items, Task first)
    {
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await items.DisposeAsync().ConfigureAwait(false);
    }

    private void Expire()
    {
        // Order: write before the state, because the state publishes the value.
        _isCancelledFirst = _callToken.IsCancellationRequested || _token.IsCancellationRequested;
        if (Interlocked.CompareExchange(ref _state, Expired, Running) != Running) return;
        _registration.Unregister();
        _expired.SetResult();
        try
        {
            _source.Cancel();
        }
        catch (AggregateException callbackErrors)
        {
            // The expiry runs on the thread of a timer, where an exception would end the process.
            _breaker.ReportCallbackError(nameof(CircuitBreakerOptions.Timeout), callbackErrors);
        }
    }
}
