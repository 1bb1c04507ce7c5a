namespace Aspects;

/// <summary>A listener that consists of delegates.</summary>
internal sealed class DelegateListener : ICircuitBreakerListener
{
    private readonly Action<CircuitTransition> _onTransition;
    private readonly Action<CallbackError>? _onCallbackError;

    public DelegateListener(Action<CircuitTransition> onTransition, Action<CallbackError>? onCallbackError)
    {
        ArgumentNullException.ThrowIfNull(onTransition);
        (_onTransition, _onCallbackError) = (onTransition, onCallbackError);
    }

    public void OnTransition(CircuitTransition transition) => _onTransition(transition);

    public void OnCallbackError(CallbackError callbackError) => _onCallbackError?.Invoke(callbackError);
}
