using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>A listener that records the transitions and callback errors it receives.</summary>
internal sealed class Recorder : ICircuitBreakerListener
{
    private readonly ConcurrentQueue<CircuitTransition> _transitions = new();
    private readonly ConcurrentQueue<CallbackError> _callbackErrors = new();

    /// <summary>Runs with each transition before the transition is recorded.</summary>
    public Action<CircuitTransition>? BeforeRecording { get; init; }

    public IReadOnlyList<CircuitTransition> Transitions => [.. _transitions];

    public IReadOnlyList<CallbackError> CallbackErrors => [.. _callbackErrors];

    public void OnTransition(CircuitTransition transition)
    {
        BeforeRecording?.Invoke(transition);
        _transitions.Enqueue(transition);
    }

    public void OnCallbackError(CallbackError callbackError) => _callbackErrors.Enqueue(callbackError);

    public IReadOnlyList<CircuitTransition> WaitForTransitions(int count)
    {
        TestTimeout.WaitUntil(() => _transitions.Count >= count);
        return Transitions;
    }

    public IReadOnlyList<CallbackError> WaitForCallbackErrors(int count)
    {
        TestTimeout.WaitUntil(() => _callbackErrors.Count >= count);
        return CallbackErrors;
    }
}
