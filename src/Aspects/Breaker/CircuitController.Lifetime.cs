namespace Aspects;

// The end of a circuit, and the end of its health probe.
internal sealed partial class CircuitController
{
    private bool _isDisposed;
    private bool _hasEndedHealthChecks;

    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>
    /// Ends the health probe, and admits all calls from now on. Settings and events change nothing later.
    /// </summary>
    public void Dispose()
    {
        lock (_sync)
        {
            if (_isDisposed) return;
            ReplaceRules(CircuitRules.Disabled);
            Volatile.Write(ref _isDisposed, true);
        }
    }

    /// <summary>Ends the health probe for good. An open circuit waits for its break alone.</summary>
    public void EndHealthChecks()
    {
        lock (_sync)
        {
            _hasEndedHealthChecks = true;
            UpdateHealthWatch(ReadWord().State);
            if (ReadWord().State == CircuitState.Open) SetOpenUntil(_openUntil);
        }
    }
}
