namespace Aspects;

// Telling those who listen.
public sealed partial class CircuitBreaker
{
    private Listeners? _ownListeners;
    private long _faults;

    private void Post(object happened)
    {
        _ownListeners?.Post(happened);
        _sharedListeners?.Post(happened);
    }

    /// <summary>Reports that code of a user has thrown.</summary>
    internal void ReportFault(string source, Exception error)
    {
        Interlocked.Increment(ref _faults);
        Post(new CircuitFault(Name, source, error));
    }
}
