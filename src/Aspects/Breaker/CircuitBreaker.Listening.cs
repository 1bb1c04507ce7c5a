namespace Aspects;

// Telling those who listen.
public sealed partial class CircuitBreaker
{
    private Listeners? _ownListeners;

    private void Post(object circuitEvent)
    {
        _ownListeners?.Post(circuitEvent);
        _sharedListeners?.Post(circuitEvent);
    }

    /// <summary>Reports that code of a user has thrown.</summary>
    internal void ReportCallbackError(string source, Exception error)
    {
        History.CountCallbackError();
        Post(new CallbackError(Name, source, error));
    }
}
