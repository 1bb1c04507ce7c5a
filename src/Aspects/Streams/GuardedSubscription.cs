namespace Aspects;

/// <summary>
/// One subscription to an observable: stands between it and the observer, and between the observer and its way out. Items and the end of the
/// subscription may come on two threads at once.
/// </summary>
internal sealed class GuardedSubscription<T> : IObserver<T>, IDisposable
{
    private readonly Lock _sync = new();
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
        if (_phase == StreamPhase.Waiting) RecordFirstItem();
        try
        {
            _observer.OnNext(value);
        }
        catch (Exception) when (LeaveInFilter())
        {
            throw;
        }
    }

    public void OnCompleted()
    {
        if (_phase == StreamPhase.Waiting) RecordFirstItem();
        TakePermit(out _).Succeeded();
        _observer.OnCompleted();
    }

    public void OnError(Exception error)
    {
        // Only a broken source has no error to tell of; its failure counts like any other.
        if (error is null) TakePermit(out _).Settle(CircuitOutcome.Failure);
        else FailInFilter(error);
        _observer.OnError(error!);
    }

    public void Dispose()
    {
        LeaveInFilter();
        _inner?.Dispose();
    }

    /// <summary>For exception filters: the exception flows on.</summary>
    public bool FailInFilter(Exception error) => TakePermit(out _).FailedInFilter(error, _callToken);

    // The same. An observer that throws has gone away by itself: that says nothing against the source.
    private bool LeaveInFilter()
    {
        var permit = TakePermit(out var phase);
        if (phase == StreamPhase.Flowing) permit.Succeeded();
        else permit.Ignored();
        return false;
    }

    private void RecordFirstItem()
    {
        lock (_sync)
        {
            if (_phase != StreamPhase.Waiting) return;
            _permit.RecordFirstItem();
            _phase = StreamPhase.Flowing;
        }
    }

    /// <summary>The permission, for whoever comes first; no permission for all others.</summary>
    private CircuitPermit TakePermit(out StreamPhase phase)
    {
        lock (_sync)
        {
            phase = _phase;
            var permit = _permit;
            _phase = StreamPhase.Ended;
            _permit = default;
            return permit;
        }
    }
}
