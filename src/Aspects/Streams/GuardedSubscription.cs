namespace Aspects;

/// <summary>One subscription to a guarded observable: forwards items and settles the permit once.</summary>
/// <remarks>
/// Thread-safe, because items and the disposal of the subscription may come from two threads at once.
/// </remarks>
internal sealed class GuardedSubscription<T> : IObserver<T>, IDisposable
{
    private readonly object _sync = new();
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
        // A null exception breaks the contract of IObserver. It counts as a failure without an exception.
        if (error is null) TakePermit(out _).Settle(CircuitOutcome.Failure);
        else FailInFilter(error);
        _observer.OnError(error!);
    }

    public void Dispose()
    {
        LeaveInFilter();
        _inner?.Dispose();
    }

    /// <summary>Settles the permit with an exception, inside an exception filter that never catches.</summary>
    /// <returns>Always <see langword="false"/>.</returns>
    public bool FailInFilter(Exception error)
    {
        // No timeout limits the time to the first item.
        TakePermit(out _).SettleError(error, _callToken, hasTimedOut: false);
        return false;
    }

    // Settles the permit when the observer unsubscribes or throws. Can run inside an exception filter. An exception of
    // the observer does not concern the source.
    private bool LeaveInFilter()
    {
        var permit = TakePermit(out var phase);
        if (phase == StreamPhase.Flowing) permit.Succeeded();
        else permit.Ignored();
        return false;
    }

    // Takes the permit out of the subscription while the first item settles a probe, because a slow first item opens
    // the circuit and so runs the break duration generator, which is user code.
    private void RecordFirstItem()
    {
        CircuitPermit permit;
        lock (_sync)
        {
            if (_phase != StreamPhase.Waiting) return;
            _phase = StreamPhase.Flowing;
            permit = _permit;
            _permit = default;
        }

        permit.RecordFirstItem();
        lock (_sync)
        {
            if (_phase == StreamPhase.Flowing)
            {
                _permit = permit;
                return;
            }
        }

        // The observer has unsubscribed meanwhile.
        permit.Succeeded();
    }

    /// <summary>Takes the permit out of the subscription. Later calls get a permit that does nothing.</summary>
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
