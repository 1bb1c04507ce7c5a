namespace Aspects.Interleavings;

/// <summary>A breaker that is disposed of during calls counts each call, and passes later calls through.</summary>
public sealed class DisposalTests
{
    [Fact]
    public void Calls_during_a_disposal_are_counted_and_later_calls_pass_through() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1), new ManualClock());

        Threads.Run(() => breaker.TryFail(), () => breaker.TrySucceed(), breaker.Dispose);

        Assert.Equal(2, breaker.GetSnapshot().CountCalls());
        Assert.True(breaker.TryFail());
        Assert.True(breaker.TryFail());
    });

    [Fact]
    public void Calls_after_a_disposal_are_reported_once() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules);
        breaker.Dispose();

        Threads.Run(() => breaker.TrySucceed(), () => breaker.TrySucceed(), () => breaker.TryFail());

        Assert.Equal((1, 3), (breaker.GetSnapshot().CallbackErrors, breaker.GetSnapshot().CountCalls()));
    });
}
