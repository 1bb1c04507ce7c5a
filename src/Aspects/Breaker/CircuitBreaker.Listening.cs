namespace Aspects;

// Notifies the listeners.
public sealed partial class CircuitBreaker
{
    private Listeners? _ownListeners;

    private void Post(object circuitEvent)
    {
        _ownListeners?.Post(circuitEvent);
        _sharedListeners?.Post(circuitEvent);
    }

    /// <summary>Counts an exception thrown by user code and notifies the listeners.</summary>
    internal void ReportCallbackError(string source, Exception error)
    {
        History.CountCallbackError();
        Post(new CallbackError(Name, source, error));
    }
}
