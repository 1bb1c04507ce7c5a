namespace Aspects.Interleavings;

/// <summary>A listener that records the transitions in the order in which it receives them.</summary>
internal sealed class TransitionLog : ICircuitBreakerListener
{
    private readonly object _sync = new();
    private readonly List<CircuitTransition> _received = [];

    public void OnTransition(CircuitTransition transition)
    {
        lock (_sync)
        {
            _received.Add(transition);
            Monitor.PulseAll(_sync);
        }
    }

    public void OnCallbackError(CallbackError callbackError)
    {
    }

    /// <summary>Waits for all transitions, and asserts that each is here once and follows the one before.</summary>
    public void AssertIsComplete(CircuitSnapshot snapshot)
    {
        lock (_sync)
        {
            while (_received.Count < snapshot.StateChanges) Monitor.Wait(_sync);
            AssertConnects();
            Assert.Equal(snapshot.StateChanges, _received.Count);
            Assert.Equal(snapshot.State, _received is [.., var last] ? last.To : CircuitState.Closed);
        }
    }

    /// <summary>Waits for the last transition, and asserts that no transition before it is missing in between.</summary>
    public void AssertEndsWith(CircuitSnapshot snapshot)
    {
        lock (_sync)
        {
            while (_received is not [.., var last] || last.Number < snapshot.StateChanges) Monitor.Wait(_sync);
            AssertConnects();
        }
    }

    /// <summary>Asserts that the received transitions have increasing numbers, and that their states connect.</summary>
    public void AssertConnects()
    {
        lock (_sync)
        {
            foreach (var (before, after) in _received.Zip(_received.Skip(1)))
            {
                Assert.Equal((before.Number + 1, before.To), (after.Number, after.From));
            }
        }
    }
}
