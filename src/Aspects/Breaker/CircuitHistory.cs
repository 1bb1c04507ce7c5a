namespace Aspects;

/// <summary>
/// What a breaker remembers of its troubles. Made with the first of them: most breakers have none, and stay small.
/// </summary>
internal sealed class CircuitHistory
{
    /// <summary>The history of a breaker that has had no troubles.</summary>
    public static readonly CircuitHistory None = new();

    private long _lastFailureAt;
    private long _callbackErrors;
    private long _wouldHaveRejected;
    private long _timedOut;
    private long _slow;

    public FailureTypes FailureTypes { get; } = new();

    /// <summary>The last change of state. At the gate.</summary>
    public CircuitTransition? LastTransition { get; private set; }

    /// <summary>At the gate.</summary>
    public long TimesOpened { get; private set; }

    /// <summary>At the gate.</summary>
    public long TimesClosed { get; private set; }

    /// <summary>How many recoveries have failed since the circuit was last closed. At the gate.</summary>
    public int FailedRecoveries { get; set; }

    /// <summary>The stamp of the last failure; 0 where there was none.</summary>
    public long LastFailureAt => Volatile.Read(ref _lastFailureAt);

    public long CallbackErrors => Volatile.Read(ref _callbackErrors);

    public long WouldHaveRejected => Volatile.Read(ref _wouldHaveRejected);

    public long TimedOut => Volatile.Read(ref _timedOut);

    public long Slow => Volatile.Read(ref _slow);

    public void RecordFailure(Exception? error, long now)
    {
        Volatile.Write(ref _lastFailureAt, now);
        FailureTypes.Count(error);
    }

    public void CountCallbackError() => Interlocked.Increment(ref _callbackErrors);

    public void CountWouldHaveRejected() => Interlocked.Increment(ref _wouldHaveRejected);

    public void CountTimeout() => Interlocked.Increment(ref _timedOut);

    public void CountSlowCall() => Interlocked.Increment(ref _slow);

    public void RecordTransition(CircuitTransition transition)
    {
        LastTransition = transition;
        if (transition.To is CircuitState.Open or CircuitState.Isolated) TimesOpened++;
        if (transition.To == CircuitState.Closed) TimesClosed++;
    }
}
