namespace Aspects.Interleavings;

/// <summary>Each listener receives each transition once and in order, while others come and go.</summary>
public sealed class ListenerTests
{
    [Fact]
    public void Each_transition_arrives_once_and_in_order() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1), new ManualClock());
        var log = new TransitionLog();
        breaker.Subscribe(log);

        Threads.Run(
            () => breaker.TryFail(),
            () =>
            {
                breaker.Isolate();
                breaker.Release();
            });

        log.AssertIsComplete(breaker.GetSnapshot());
    });

    [Fact]
    public void Listeners_that_come_and_go_take_no_transition_from_others() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules, new ManualClock());
        var (kept, added, removed) = (new TransitionLog(), new TransitionLog(), new TransitionLog());
        breaker.Subscribe(kept);

        Threads.Run(
            () =>
            {
                breaker.Isolate();
                breaker.Release();
            },
            () => breaker.Subscribe(added),
            () => breaker.Subscribe(removed).Dispose());

        breaker.Isolate();
        kept.AssertIsComplete(breaker.GetSnapshot());
        added.AssertEndsWith(breaker.GetSnapshot());
        removed.AssertConnects();
    });

    [Fact]
    public void The_first_subscriptions_of_two_threads_both_stay() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules, new ManualClock());
        var (one, other) = (new TransitionLog(), new TransitionLog());

        Threads.Run(() => breaker.Subscribe(one), () => breaker.Subscribe(other));

        breaker.Isolate();
        one.AssertIsComplete(breaker.GetSnapshot());
        other.AssertIsComplete(breaker.GetSnapshot());
    });
}
