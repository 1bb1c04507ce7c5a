namespace Aspects;

// Telling those who listen.
public sealed partial class CircuitBreaker
{
    private Listeners? _ownListeners;

    private void Post(object happened)
    {
        _ownListeners?.Post(happened);
        _sharedListeners?.Post(happened);
    }

    /// <summary>Reports that code of a user has thrown.</summary>
    internal void ReportCallbackError(string source, Exception error)
    {
        History.AddCallbackError();
        Post(new CallbackError(Name, source, error));
    }
}
