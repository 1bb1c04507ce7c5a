namespace Aspects;

/// <summary>Records the failures, transitions and callback errors of one breaker.</summary>
/// <remarks>Created when there is something to record. Most breakers never have a history and stay small.</remarks>
internal sealed class CircuitHistory
{
    /// <summary>An empty history.</summary>
    public static readonly CircuitHistory None = new();

    private long _lastFailureAt;
    private long _callbackErrors;
    private long _wouldHaveRejected;
    private long _timedOut;
    private long _slow;

    public FailureTypes FailureTypes { get; } = new();

    /// <summary>The last transition. Requires the breaker's <c>_sync</c>.</summary>
    public CircuitTransition? LastTransition { get; private set; }

    /// <summary>The number of openings. Requires the breaker's <c>_sync</c>.</summary>
    public long TimesOpened { get; private set; }

    /// <summary>The number of closings. Requires the breaker's <c>_sync</c>.</summary>
    public long TimesClosed { get; private set; }

    /// <summary>
    /// The number of failed recoveries since the circuit was last closed. Requires the breaker's <c>_sync</c>.
    /// </summary>
    public int FailedRecoveries { get; set; }

    /// <summary>The stamp of the last failure; 0 if there was none.</summary>
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

    /// <summary>Records a transition. Requires the breaker's <c>_sync</c>.</summary>
    public void RecordTransition(CircuitTransition transition)
    {
        LastTransition = transition;
        if (transition.To is CircuitState.Open or CircuitState.Isolated) TimesOpened++;
        if (transition.To == CircuitState.Closed) TimesClosed++;
    }
}
