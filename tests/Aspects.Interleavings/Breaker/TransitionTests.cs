namespace Aspects.Interleavings;

/// <summary>Transitions that meet each other leave a state that one order of them explains.</summary>
public sealed class TransitionTests
{
    private static CircuitBreakerOptions OpensAtOnce => Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1);

    [Fact]
    public void A_caller_that_meets_an_open_circuit_gets_its_opening() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", OpensAtOnce, clock);

        Threads.Run(() => breaker.TryFail(), () => breaker.TryFail(), () =>
        {
            if (breaker.TryEnter(out var permit)) return;
            var rejection = Assert.IsType<CircuitBreakerOpenException>(permit.Rejection());
            Assert.Equal(CircuitState.Open, rejection.State);
            Assert.Equal(CircuitReason.ConsecutiveFailures, rejection.Reason);
            Assert.Equal(Circuit.Break, rejection.RetryAfter);
            Assert.Same(Circuit.Error, rejection.InnerException);
        });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((CircuitState.Open, 1, 1), (snapshot.State, snapshot.TimesOpened, snapshot.StateChanges));
        breaker.AssertRecovers(clock);
    });

    [Fact]
    public void Failures_an_isolation_and_a_reset_leave_a_circuit_that_recovers() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", OpensAtOnce, clock);
        var log = new TransitionLog();
        breaker.Subscribe(log);

        Threads.Run(
            () => breaker.TryFail(),
            () =>
            {
                breaker.Isolate();
                Assert.False(breaker.State == CircuitState.HalfOpen);
                breaker.Release();
            },
            breaker.Reset);

        var snapshot = breaker.GetSnapshot();
        Assert.InRange(snapshot.State, CircuitState.Closed, CircuitState.Open);
        Assert.Equal(1, snapshot.CountCalls());
        breaker.AssertRecovers(clock);
        log.AssertIsComplete(breaker.GetSnapshot());
    });

    [Fact]
    public void Probes_an_isolation_and_a_release_leave_a_circuit_that_recovers() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", OpensAtOnce, clock);
        breaker.TryFail();
        clock.Advance(Circuit.Break);

        Threads.Run(
            () => breaker.TryFail(),
            () => breaker.TrySucceed(),
            () =>
            {
                breaker.Isolate();
                breaker.Release();
            });

        Assert.Equal(3, breaker.GetSnapshot().CountCalls());
        breaker.AssertRecovers(clock);
    });
}
