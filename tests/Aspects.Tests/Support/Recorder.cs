using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>A listener that writes down what it hears, and on which thread.</summary>
internal sealed class Recorder : ICircuitBreakerListener
{
    private readonly ConcurrentQueue<CircuitTransition> _transitions = new();
    private readonly ConcurrentQueue<CallbackError> _faults = new();

    /// <summary>What is done with each transition before it is written down.</summary>
    public Action<CircuitTransition>? Doing { get; init; }

    public IReadOnlyList<CircuitTransition> Transitions => [.. _transitions];

    public IReadOnlyList<CallbackError> CallbackErrors => [.. _faults];

    public void OnTransition(CircuitTransition transition)
    {
        Doing?.Invoke(transition);
        _transitions.Enqueue(transition);
    }

    public void OnCallbackError(CallbackError fault) => _faults.Enqueue(fault);

    public IReadOnlyList<CircuitTransition> WaitForTransitions(int count)
    {
        Patience.WaitUntil(() => _transitions.Count >= count);
        return Transitions;
    }

    public IReadOnlyList<CallbackError> WaitForCallbackErrors(int count)
    {
        Patience.WaitUntil(() => _faults.Count >= count);
        return CallbackErrors;
    }
}
