namespace Aspects;

/// <summary>Notifies the listeners of one breaker, and those of its registry.</summary>
internal sealed class CircuitEvents(string name, object? key, Listeners? registryListeners)
{
    private Listeners? _listeners;
    private long _callbackErrors;

    /// <summary>The number of exceptions that user code threw, and of notifications that a listener missed.</summary>
    public long CallbackErrors => Volatile.Read(ref _callbackErrors) + (Volatile.Read(ref _listeners)?.CallbackErrors ?? 0);

    public IDisposable Subscribe(ICircuitBreakerListener listener) =>
        LazyInitializer.EnsureInitialized(ref _listeners, static () => new()).Add(listener);

    /// <summary>Notifies the listeners of a transition. Never waits and never throws.</summary>
    public void Post(CircuitTransition transition) => PostToAll(transition);

    /// <summary>Counts an exception that user code threw, and notifies the listeners of it.</summary>
    /// <param name="source">The option or method that the code was given to.</param>
    /// <param name="error">The exception.</param>
    public void ReportCallbackError(string source, Exception error)
    {
        Interlocked.Increment(ref _callbackErrors);
        PostToAll(new CallbackError(name, source, error) { Key = key });
    }

    private void PostToAll(object notification)
    {
        Volatile.Read(ref _listeners)?.Post(notification);
        registryListeners?.Post(notification);
    }
}
