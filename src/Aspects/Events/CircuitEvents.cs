namespace Aspects;

/// <summary>Notifies the listeners of one breaker, and those of its registry.</summary>
internal sealed class CircuitEvents(string name, object? key, Listeners? registryListeners)
{
    private Listeners? _listeners;
    private long _callbackErrors;
    private bool _isDisposed;
    private bool _hasReportedUse;

    /// <summary>The number of exceptions that user code threw, and of notifications that a listener missed.</summary>
    public long CallbackErrors => Volatile.Read(ref _callbackErrors) + (Volatile.Read(ref _listeners)?.CallbackErrors ?? 0);

    /// <summary>Runs when the circuit has closed, under the lock of the breaker. Takes no lock.</summary>
    public Action? CircuitClosed { get; set; }

    /// <summary>Whether a listener of the breaker or of its registry receives calls.</summary>
    public bool HasCallListeners =>
        Volatile.Read(ref _listeners)?.HasCallListeners == true || registryListeners?.HasCallListeners == true;

    public IDisposable Subscribe(ICircuitBreakerListener listener) => GetOrAddListeners().Add(listener);

    /// <summary>Adds a call listener.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="changed">Runs after a call listener was added or removed.</param>
    public IDisposable Subscribe(ICircuitCallListener listener, Action changed)
    {
        var listeners = GetOrAddListeners();
        listeners.CallListenersChanged ??= changed;
        return listeners.Add(listener);
    }

    /// <summary>Notifies the call listeners of a call. Never waits and never throws.</summary>
    public void Post(CircuitCall call)
    {
        if (!Volatile.Read(ref _isDisposed)) PostToAll(call);
    }

    /// <summary>Notifies the listeners of a transition. Never waits and never throws.</summary>
    public void Post(CircuitTransition transition)
    {
        if (transition.To == CircuitState.Closed) CircuitClosed?.Invoke();
        if (!Volatile.Read(ref _isDisposed)) PostToAll(transition);
    }

    /// <summary>Ends the notifications. A use of the disposed breaker is reported once.</summary>
    public void Dispose() => Volatile.Write(ref _isDisposed, true);

    /// <summary>Reports the first call through a disposed breaker.</summary>
    public void ReportUseAfterDisposal()
    {
        if (Volatile.Read(ref _hasReportedUse) || Interlocked.Exchange(ref _hasReportedUse, true)) return;
        CountAndPost(
            nameof(Dispose),
            new ObjectDisposedException(
                name, $"Circuit breaker '{name}' is disposed, so its calls are unguarded. Dispose the breaker, or its registry, after the last call."));
    }

    /// <summary>Counts an exception that user code threw, and notifies the listeners of it.</summary>
    /// <param name="source">The option or method that the code was given to.</param>
    /// <param name="error">The exception.</param>
    public void ReportCallbackError(string source, Exception error)
    {
        if (!Volatile.Read(ref _isDisposed)) CountAndPost(source, error);
    }

    private void CountAndPost(string source, Exception error)
    {
        Interlocked.Increment(ref _callbackErrors);
        PostToAll(new CallbackError(name, source, error) { Key = key });
    }

    private void PostToAll(object notification)
    {
        Volatile.Read(ref _listeners)?.Post(notification);
        registryListeners?.Post(notification);
    }

    private Listeners GetOrAddListeners() =>
        LazyInitializer.EnsureInitialized(ref _listeners, static () => new());
}
