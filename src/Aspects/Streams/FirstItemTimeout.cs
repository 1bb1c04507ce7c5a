namespace Aspects;

/// <summary>The timeout for the first item of a stream, with the token that cancels the callee.</summary>
internal sealed class FirstItemTimeout
{
    // The values of _state.
    private const int Running = 0;
    private const int Stopped = 1;
    private const int Expired = 2;

    // The timeout has expired and the token is cancelled.
    private const int Cancelled = 3;

    // The timeout has expired, the token is being cancelled, and the enumerator is disposed of already.
    private const int Abandoned = 4;

    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _expired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private readonly CancellationToken _callToken;
    private readonly CancellationToken _token;
    private bool _isCancelledFirst;
    private int _state;

    /// <summary>Starts the timeout.</summary>
    /// <param name="limit">The timeout.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="callToken">The token that the call received.</param>
    /// <param name="cancellationToken">The token of the enumerator. Its cancellation cancels the callee too.</param>
    public FirstItemTimeout(TimeSpan limit, TimeProvider clock, CancellationToken callToken, CancellationToken cancellationToken)
    {
        (_callToken, _token) = (callToken, cancellationToken);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(
            static state => ((FirstItemTimeout)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>
    /// Whether the timeout expired before the consumer cancelled; <see langword="null"/> if it has not expired.
    /// </summary>
    public bool? HasTimedOut => Volatile.Read(ref _state) >= Expired ? !_isCancelledFirst : null;

    /// <summary>Waits until the first item comes or the timeout expires.</summary>
    public Task WaitForFirstAsync(Task first) => first.IsCompleted ? Task.CompletedTask : Task.WhenAny(first, _expired.Task);

    /// <summary>Stops the timeout after the first item. The rest of the stream has no timeout.</summary>
    /// <returns>Whether the timeout had not expired.</returns>
    public bool TryStop()
    {
        if (Interlocked.CompareExchange(ref _state, Stopped, Running) >= Expired) return false;
        _timer.Dispose();
        return true;
    }

    /// <summary>
    /// Disposes of an enumerator and then of the token source, because the enumerator may still use the token.
    /// </summary>
    public async ValueTask DisposeWithItemsAsync(IAsyncDisposable items)
    {
        try
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            DisposeSource();
        }
    }

    /// <summary>
    /// Waits for the first item of an enumerator whose timeout has expired, drops the item, and disposes of both.
    /// </summary>
    public async Task AbandonAsync(IAsyncDisposable items, Task first)
    {
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeWithItemsAsync(items).ConfigureAwait(false);
    }

    private void Expire()
    {
        // Order: write before the state, because the state publishes the value.
        _isCancelledFirst = _callToken.IsCancellationRequested || _token.IsCancellationRequested;
        if (Interlocked.CompareExchange(ref _state, Expired, Running) != Running) return;
        _expired.SetResult();
        try
        {
            _source.Cancel();
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, Cancelled, Expired) == Abandoned) _source.Dispose();
        }
    }

    // A source must not be disposed of while it is being cancelled. The later one of Expire and DisposeSource disposes
    // of it.
    private void DisposeSource()
    {
        if (TryStop() || Interlocked.CompareExchange(ref _state, Abandoned, Expired) == Cancelled) _source.Dispose();
    }
}
