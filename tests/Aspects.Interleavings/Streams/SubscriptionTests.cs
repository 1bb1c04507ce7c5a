namespace Aspects.Interleavings;

/// <summary>A subscription settles its permit once, whether the source or the observer ends it.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public void Items_the_end_and_a_disposal_settle_one_permit() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules, new ManualClock());
        var source = new Source();
        var subscription = breaker.Guard(source).Subscribe(new Observer());

        Threads.Run(source.SendItem, source.End, subscription.Dispose);

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((1, 1), (snapshot.CountCalls(), snapshot.Succeeded + snapshot.Ignored));
    });

    [Fact]
    public void Items_and_a_disposal_return_the_lease_of_a_probe_once() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options =>
            (options.ConsecutiveFailures, options.SuccessThreshold) = (1, 2)), clock);
        breaker.TryFail();
        clock.Advance(Circuit.Break);
        var source = new Source();
        var subscription = breaker.Guard(source).Subscribe(new Observer());

        Threads.Run(source.SendItem, subscription.Dispose);

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(CircuitState.HalfOpen, snapshot.State);
        Assert.Equal(1, snapshot.Succeeded + snapshot.Ignored);
        Assert.Equal(snapshot.Succeeded, snapshot.ConsecutiveProbeSuccesses);
        Threads.Run(() => Assert.True(breaker.TryEnter(out _)));
        Threads.Run(() => Assert.False(breaker.TryEnter(out _)));
    });

    private sealed class Source : IObservable<int>, IDisposable
    {
        private IObserver<int>? _observer;

        public IDisposable Subscribe(IObserver<int> observer)
        {
            _observer = observer;
            return this;
        }

        public void SendItem() => _observer!.OnNext(1);

        public void End() => _observer!.OnCompleted();

        public void Dispose()
        {
        }
    }

    private sealed class Observer : IObserver<int>
    {
        public void OnNext(int value)
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
