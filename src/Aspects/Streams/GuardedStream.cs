namespace Aspects;

/// <summary>A stream that makes each enumeration a call through a breaker.</summary>
/// <remarks>
/// The stream is its own first enumerator, so that a stream with one enumeration allocates one object.
/// </remarks>
/// <param name="breaker">The breaker.</param>
/// <param name="stream">The stream that the call returned.</param>
/// <param name="callToken">The token that the call received.</param>
internal sealed class GuardedStream<T>(CircuitBreaker breaker, IAsyncEnumerable<T> stream, CancellationToken callToken)
    : IAsyncEnumerable<T>, IAsyncEnumerator<T>
    where T : allows ref struct
{
    // The enumerator of the inner stream, from the first MoveNextAsync on. Never null, because each item is read
    // through it.
    private IAsyncEnumerator<T> _items = NoItems<T>.Instance;
    private PendingMove<T>? _pending;
    private FirstItemTimeout? _limit;
    private CircuitPermit _permit;
    private CancellationToken _token;
    private StreamPhase _phase;
    private int _isEnumerated;

    public T Current => _items.Current;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var enumerator = Interlocked.Exchange(ref _isEnumerated, 1) == 0
            ? this
            : new GuardedStream<T>(breaker, stream, callToken) { _isEnumerated = 1 };
        enumerator._token = cancellationToken;
        return enumerator;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        if (_phase != StreamPhase.Flowing) return MoveFirstOrEndedAsync();
        ValueTask<bool> next;
        try
        {
            next = _items.MoveNextAsync();
        }
        catch (Exception error) when (FailInFilter(error))
        {
            throw;
        }

        // A ValueTask can be read only once. So the caller gets a new one with the same result.
        return next.IsCompletedSuccessfully ? new ValueTask<bool>(next.Result || RecordMove(false)) : WaitAsync(next);
    }

    public ValueTask DisposeAsync()
    {
        var phase = _phase;
        _phase = StreamPhase.Ended;
        if (phase == StreamPhase.Waiting) _permit.Ignored();
        if (phase == StreamPhase.Flowing) _permit.Succeeded();
        if (_limit is { } limit) return limit.DisposeWithItemsAsync(_items);
        return _items.DisposeAsync();
    }

    /// <summary>Records an item or the end of the stream.</summary>
    internal bool RecordMove(bool hasItem)
    {
        if (_phase == StreamPhase.Waiting)
        {
            _phase = StreamPhase.Flowing;
            _permit.RecordFirstItem();
        }

        if (!hasItem)
        {
            _phase = StreamPhase.Ended;
            _permit.Succeeded();
        }

        return hasItem;
    }

    /// <summary>Settles the permit with an exception, inside an exception filter that never catches.</summary>
    /// <returns>Always <see langword="false"/>.</returns>
    internal bool FailInFilter(Exception error)
    {
        _phase = StreamPhase.Ended;
        _permit.Failed(error, CallerToken);
        return false;
    }

    // Moves before the first item and after the end.
    private ValueTask<bool> MoveFirstOrEndedAsync()
    {
        if (_phase != StreamPhase.New) return _items.MoveNextAsync();

        if (!breaker.TryEnter(out var permit))
        {
            _phase = StreamPhase.Ended;
            if (stream is not StreamOrFallback<T> other || CallerToken.IsCancellationRequested) return permit.RejectedValueTask<bool>(CallerToken);

            // The items of the fallback are not counted, as after the end.
            _items = GetInnerEnumerator(other.CreateFallback(permit.Rejection()), "fallback", _token);
            return _items.MoveNextAsync();
        }

        _phase = StreamPhase.Waiting;
        _permit = permit;
        if (breaker.CallTimeout is { Ticks: > 0 } timeout)
        {
            var move = MoveFirstWithTimeoutAsync(timeout);
            permit.LeaveProbeFlow();
            return move;
        }

        ValueTask<bool> first;
        try
        {
            _items = GetInnerEnumerator(stream, "callee", _token);
            first = _items.MoveNextAsync();
        }
        catch (Exception error) when (FailInFilter(error))
        {
            throw;
        }

        permit.LeaveProbeFlow();
        return first.IsCompletedSuccessfully ? new ValueTask<bool>(RecordMove(first.Result)) : WaitAsync(first);
    }

    private ValueTask<bool> WaitAsync(ValueTask<bool> next) => (_pending ??= new PendingMove<T>(this)).Begin(next);

    private async ValueTask<bool> MoveFirstWithTimeoutAsync(TimeSpan timeout)
    {
        var limit = _limit = new FirstItemTimeout(breaker, timeout, callToken, _token);
        TimeoutException? timedOut = null;
        try
        {
            var items = _items = GetInnerEnumerator(stream, "callee", limit.Token);
            var first = items.MoveNextAsync().AsTask();
            await limit.WaitForFirstAsync(first).ConfigureAwait(false);
            if (!first.IsCompleted)
            {
                // An enumerator must not be disposed of while its MoveNextAsync is under way.
                (_items, _limit) = (NoItems<T>.Instance, null);
                _ = AbandonAsync(items, first);
                throw SettleTimeout(limit);
            }

            var hasItem = await first.ConfigureAwait(false);
            return limit.TryStop() ? RecordMove(hasItem) : throw SettleTimeout(limit);
        }
        catch (Exception error) when ((timedOut = FailFirst(error, limit)) is not null)
        {
            throw timedOut;
        }
    }

    private TimeoutException? FailFirst(Exception error, FirstItemTimeout limit)
    {
        _phase = StreamPhase.Ended;
        return _permit.SettleError(error, CallerToken, hasTimedOut: limit.HasTimedOut, limit: limit.Limit);
    }

    private async Task AbandonAsync(IAsyncDisposable items, Task first)
    {
        try
        {
            await FirstItemTimeout.AbandonAsync(items, first).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The consumer has left, so the exception goes to the listeners.
        catch (Exception callbackError)
#pragma warning restore CA1031
        {
            breaker.ReportCallbackError(nameof(IAsyncDisposable.DisposeAsync), callbackError);
        }
    }

    private IAsyncEnumerator<T> GetInnerEnumerator(IAsyncEnumerable<T>? items, string origin, CancellationToken cancellationToken) =>
        items?.GetAsyncEnumerator(cancellationToken)
        ?? throw new InvalidOperationException($"The {origin} of circuit breaker '{breaker.Name}' returned null, or its stream returned a null enumerator. Return a stream.");

    private CancellationToken CallerToken => callToken.IsCancellationRequested ? callToken : _token;

    private Exception SettleTimeout(FirstItemTimeout limit)
    {
        if (_phase == StreamPhase.Ended) return new ObjectDisposedException(nameof(IAsyncEnumerator<>));
        _phase = StreamPhase.Ended;
        return _permit.SettleTimeout(limit.Limit, limit.HasTimedOut != false, CallerToken);
    }
}
