namespace Aspects.Interleavings;

/// <summary>A slow start admits the same share of callers in any order.</summary>
public sealed class SlowStartTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    [Fact]
    public void Callers_that_arrive_together_are_admitted_by_their_share() => Exploration.Run(static () =>
    {
        var (breaker, clock) = CreateClosedAgain();
        clock.Advance(Length / 2);
        var admitted = 0;

        Threads.Run(() => Call(2), () => Call(2), () => Call(2));

        // The first caller and the share of 0.55 of six callers.
        Assert.Equal(4, admitted);

        void Call(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (breaker.TrySucceed()) Interlocked.Increment(ref admitted);
            }
        }
    });

    [Fact]
    public void The_end_of_a_slow_start_keeps_a_slow_start_that_began_later() => Exploration.Run(static () =>
    {
        var (breaker, clock) = CreateClosedAgain();
        clock.Advance(Length);

        Threads.Run(
            () => breaker.TrySucceed(),
            () =>
            {
                breaker.TryFail();
                clock.Advance(Circuit.Break);
                breaker.TrySucceed();
            });

        Assert.Equal((CircuitState.Closed, 2), (breaker.State, breaker.GetSnapshot().TimesOpened));
        var admitted = 0;
        for (var i = 0; i < 5; i++) admitted += breaker.TrySucceed() ? 1 : 0;
        Assert.InRange(admitted, 0, 1);
    });

    private static (CircuitBreaker Breaker, ManualClock Clock) CreateClosedAgain()
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options =>
            (options.ConsecutiveFailures, options.SlowStart) = (1, Length)), clock);
        breaker.TryFail();
        clock.Advance(Circuit.Break);
        Assert.True(breaker.TrySucceed());
        return (breaker, clock);
    }
}
