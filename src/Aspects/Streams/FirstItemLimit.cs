namespace Aspects;

/// <summary>The time within which the first item of a stream must come, and the token that tells the callee when it has not.</summary>
internal sealed class FirstItemLimit
{
    private const int Running = 0;
    private const int Lifted = 1;
    private const int Up = 2;

    // The callee has been told that the time is up.
    private const int Told = 3;

    // It is being told, while nobody needs the token any more.
    private const int Left = 4;

    private readonly CancellationTokenSource _source;
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;
    private int _state;

    /// <param name="limit">The time.</param>
    /// <param name="clock">By which clock.</param>
    /// <param name="cancellationToken">The enumerator's own token, which the callee is told of as well.</param>
    public FirstItemLimit(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(
            static state => ((FirstItemLimit)state!).Expire(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _source.Token;

    public bool IsUp => Volatile.Read(ref _state) >= Up;

    /// <summary>Waits for the first item, or until its time is up.</summary>
    public Task WhenEndedOrUp(Task first) => first.IsCompleted ? Task.CompletedTask : Task.WhenAny(first, _up.Task);

    /// <summary>The item has come: the rest of the stream may take as long as it likes.</summary>
    /// <returns>Whether it came in time.</returns>
    public bool TryLift()
    {
        if (Interlocked.CompareExchange(ref _state, Lifted, Running) >= Up) return false;
        _timer.Dispose();
        return true;
    }

    /// <summary>Disposes of an enumerator, and of the limit after it: the callee may look at its token until then.</summary>
    public async ValueTask DisposeAfterAsync(IAsyncDisposable items)
    {
        try
        {
            await items.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Leaves an enumerator to itself that has not answered in time, and cleans up when it does. What it brings is dropped.</summary>
    public async Task AbandonAsync(IAsyncDisposable items, Task first)
    {
        await first.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAfterAsync(items).ConfigureAwait(false);
    }

    private void Expire()
    {
        if (Interlocked.CompareExchange(ref _state, Up, Running) != Running) return;
        _up.SetResult();
        try
        {
            _source.Cancel();
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, Told, Up) == Left) _source.Dispose();
        }
    }

    // A source must not be disposed of while it is cancelled: whoever of the two comes last does it.
    private void End()
    {
        if (TryLift() || Interlocked.CompareExchange(ref _state, Left, Up) == Told) _source.Dispose();
    }
}
