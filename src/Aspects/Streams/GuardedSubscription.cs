namespace Aspects;

/// <summary>
/// One subscription to an observable: stands between it and the observer, and between the observer and its way out. Items and the end of the
/// subscription may come on two threads at once.
/// </summary>
internal sealed class GuardedSubscription<T> : IObserver<T>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly IObserver<T> _observer;
    private readonly CancellationToken _callToken;
    private CircuitPermit _permit;
    private volatile StreamPhase _phase = StreamPhase.Waiting;
    private IDisposable? _inner;

    public GuardedSubscription(IObserver<T> observer, CircuitPermit permit, CancellationToken callToken)
    {
        _observer = observer;
        _callToken = callToken;
        _permit = permit;
    }

    public void Begin(IObservable<T> source) => _inner = source.Subscribe(this);

    public void OnNext(T value)
    {
        if (_phase == StreamPhase.Waiting) Arrive();
        try
        {
            _observer.OnNext(value);
        }
        catch (Exception) when (Leaves())
        {
            throw;
        }
    }

    public void OnCompleted()
    {
        if (_phase == StreamPhase.Waiting) Arrive();
        Take(out _).Succeeded();
        _observer.OnCompleted();
    }

    public void OnError(Exception error)
    {
        // Only a broken source has no error to tell of; its failure counts like any other.
        if (error is null) Take(out _).Settle(CircuitOutcome.Failure);
        else Fails(error);
        _observer.OnError(error!);
    }

    public void Dispose()
    {
        Leaves();
        _inner?.Dispose();
    }

    /// <summary>For exception filters: the exception flows on.</summary>
    public bool Fails(Exception error) => Take(out _).FailedInFilter(error, _callToken);

    // The same. An observer that throws has gone away by itself: that says nothing against the source.
    private bool Leaves()
    {
        var permit = Take(out var phase);
        if (phase == StreamPhase.Flowing) permit.Succeeded();
        else permit.Ignored();
        return false;
    }

    private void Arrive()
    {
        lock (_gate)
        {
            if (_phase != StreamPhase.Waiting) return;
            _permit.FirstItemCame();
            _phase = StreamPhase.Flowing;
        }
    }

    /// <summary>The permission, for whoever comes first; no permission for all others.</summary>
    private CircuitPermit Take(out StreamPhase phase)
    {
        lock (_gate)
        {
            phase = _phase;
            var permit = _permit;
            _phase = StreamPhase.Ended;
            _permit = default;
            return permit;
        }
    }
}
