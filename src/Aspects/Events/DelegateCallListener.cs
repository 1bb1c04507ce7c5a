namespace Aspects;

/// <summary>A call listener that consists of a delegate.</summary>
internal sealed class DelegateCallListener : ICircuitCallListener
{
    private readonly Action<CircuitCall> _onCall;

    public DelegateCallListener(Action<CircuitCall> onCall)
    {
        ArgumentNullException.ThrowIfNull(onCall);
        _onCall = onCall;
    }

    public void OnCall(CircuitCall circuitCall) => _onCall(circuitCall);
}
