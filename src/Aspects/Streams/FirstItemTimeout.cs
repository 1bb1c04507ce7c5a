namespace Aspects;

/// <summary>The time within which the first item of a stream must come, and the token that tells the callee when it has not.</summary>
internal sealed class FirstItemTimeout
{
    private const int Running = 0;
    private const int Stopped = 1;
    private const int Expired = 2;

    // The callee has been told that the time is up.
    private const int Cancelled = 3;

    // It is being told, while nobody needs the token any more.
    private const int Abandoned = 4;

    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _expired = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private int _state;

    /// <param name="limit">The time.</param>
    /// <param name="clock">By which clock.</param>
    /// <param name="cancellationToken">The enumerator's own token, which the callee is told of as well.</param>
    public FirstItemTimeout(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(
            static state => ((FirstItemTimeout)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public bool IsExpired => Volatile.Read(ref _state) >= Expired;

    /// <summary>Waits for the first item, or until its time is up.</summary>
    public Task WaitForFirstAsync(Task first) => first.IsCompleted ? Task.CompletedTask : Task.WhenAny(first, _expired.Task);

    /// <summary>The item has come: the rest of the stream may take as long as it likes.</summary>
    /// <returns>Whether it came in time.</returns>
    public bool TryStop()
    {
        if (Interlocked.CompareExchange(ref _state, Stopped, Running) >= Expired) return false;
        _timer.Dispose();
        return true;
    }

    /// <summary>Disposes of an enumerator, and of the limit after it: the callee may look at its token until then.</summary>
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

    /// <summary>Leaves an enumerator to itself that has not answered in time, and cleans up when it does. What it brings is dropped.</summary>
    public async Task AbandonAsync(IAsyncDisposable items, Task first)
    {
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeWithItemsAsync(items).ConfigureAwait(false);
    }

    private void Expire()
    {
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

    // A source must not be disposed of while it is cancelled: whoever of the two comes last does it.
    private void DisposeSource()
    {
        if (TryStop() || Interlocked.CompareExchange(ref _state, Abandoned, Expired) == Cancelled) _source.Dispose();
    }
}
