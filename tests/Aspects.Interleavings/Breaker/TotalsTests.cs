namespace Aspects.Interleavings;

/// <summary>Totals are exact and never go backwards, also while the circuit changes its state.</summary>
public sealed class TotalsTests
{
    [Fact]
    public void Totals_never_go_backwards_and_count_each_call_once() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules);

        Threads.Run(
            () => _ = breaker.TrySucceed() && breaker.TryFail(),
            () =>
            {
                breaker.TrySucceed();
                breaker.Reset();
            },
            () =>
            {
                var before = breaker.GetSnapshot();
                var after = breaker.GetSnapshot();
                Assert.InRange(after.Succeeded, before.Succeeded, 2);
                Assert.InRange(after.Failed, before.Failed, 1);
                Assert.InRange(after.StaleOutcomes, before.StaleOutcomes, 2);
                Assert.InRange(after.CountCalls(), before.CountCalls(), 3);
            });

        Assert.Equal(3, breaker.GetSnapshot().CountCalls());
    });

    [Fact]
    public void Rejections_of_an_open_circuit_are_counted_once() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1));
        var rejected = 0;

        Threads.Run(() => Call(succeeds: false), () => Call(succeeds: false), () => Call(succeeds: true));

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(CircuitState.Open, snapshot.State);
        Assert.Equal((3, 1), (snapshot.CountCalls(), snapshot.TimesOpened));
        Assert.Equal(rejected, snapshot.Rejected);

        void Call(bool succeeds)
        {
            if (!(succeeds ? breaker.TrySucceed() : breaker.TryFail())) Interlocked.Increment(ref rejected);
        }
    });
}
