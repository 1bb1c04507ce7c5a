namespace Aspects;

// The end of a circuit, and the end of its health probe.
internal sealed partial class CircuitController
{
    private bool _isDisposed;
    private bool _hasEndedHealthChecks;

    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>
    /// Ends the health probe. From now on every call passes through, and new settings have no effect.
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

    /// <summary>Ends the health probe for good. Then only the break keeps the circuit open.</summary>
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
