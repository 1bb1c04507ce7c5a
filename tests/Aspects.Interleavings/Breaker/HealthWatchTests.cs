namespace Aspects.Interleavings;

/// <summary>The answer of a health probe reaches the opening that it was asked for, and no later one.</summary>
public sealed class HealthWatchTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_late_answer_never_ends_a_later_break() => Exploration.Run(static async () =>
    {
        var clock = new ManualClock();
        var probe = new Probe();
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(options =>
            (options.ConsecutiveFailures, options.HealthProbe, options.HealthProbeInterval) = (1, probe, Interval)), clock);
        breaker.TryFail();
        await probe.Asked;
        clock.Advance(Interval);

        Threads.Run(
            probe.AnswerFirst,
            () =>
            {
                breaker.Reset();
                breaker.TryFail();
                clock.Advance(Interval);
            });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((CircuitState.Open, 2), (snapshot.State, snapshot.TimesOpened));
    });

    /// <summary>Answers the first question when the case wants, and all others with "unhealthy".</summary>
    private sealed class Probe : IHealthProbe
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly TaskCompletionSource<bool> _first = new();
        private int _questions;

        public Task Asked => _asked.Task;

        public void AnswerFirst() => _first.SetResult(true);

        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _questions) > 1) return new ValueTask<bool>(false);
            _asked.SetResult();
            return new ValueTask<bool>(_first.Task);
        }
    }
}
