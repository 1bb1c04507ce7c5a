namespace Aspects.Tests;

/// <summary>A listener that records the transitions in order.</summary>
internal sealed class TransitionLog : ICircuitBreakerListener
{
    private readonly Lock _sync = new();
    private readonly List<CircuitTransition> _received = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void OnTransition(CircuitTransition transition)
    {
        lock (_sync)
        {
            _received.Add(transition);
            Volatile.Write(ref _count, _received.Count);
        }
    }

    /// <summary>
    /// Asserts that no transition is missing or doubled, and that the states of the transitions connect.
    /// </summary>
    public void AssertIsComplete()
    {
        var state = CircuitState.Closed;
        lock (_sync)
        {
            for (var i = 0; i < _received.Count; i++)
            {
                if (_received[i].Number == i + 1 && _received[i].From == state && _received[i].To != state)
                {
                    state = _received[i].To;
                    continue;
                }

                Assert.Fail($"Transition {i + 1} is not the next one after {i} transitions to state {state}: {_received[i]}.");
            }
        }
    }
}
