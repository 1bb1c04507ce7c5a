namespace Aspects.Tests;

/// <summary>A listener that remembers what it heard, in order.</summary>
internal sealed class TransitionLog : ICircuitBreakerListener
{
    private readonly Lock _gate = new();
    private readonly List<CircuitTransition> _heard = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void OnTransition(CircuitTransition transition)
    {
        lock (_gate)
        {
            _heard.Add(transition);
            Volatile.Write(ref _count, _heard.Count);
        }
    }

    /// <summary>Asserts that nothing is missing, nothing came twice, and each change begins where the one before ended.</summary>
    public void AssertIsWhole()
    {
        var state = CircuitState.Closed;
        lock (_gate)
        {
            for (var i = 0; i < _heard.Count; i++)
            {
                if (_heard[i].Number == i + 1 && _heard[i].From == state && _heard[i].To != state)
                {
                    state = _heard[i].To;
                    continue;
                }

                Assert.Fail($"After {i} changes, in state {state}: {_heard[i]}.");
            }
        }
    }
}
