using CsCheck;

namespace Aspects.Tests;

/// <summary>
/// The break grows with failed recoveries, has one jitter for each opening and never exceeds its cap.
/// </summary>
public sealed class BackoffTests
{
    [Fact]
    public void The_break_grows_by_the_factor_up_to_the_cap_and_is_reset_after_closing()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 1,
            SuccessThreshold = 1,
            BreakDuration = TimeSpan.FromSeconds(2),
            BackoffFactor = 3,
            MaxBreakDuration = TimeSpan.FromSeconds(50),
        });
        circuit.Open();

        Assert.Equal([2, 6, 18, 50, 50], Enumerable.Range(0, 5).Select(_ => FailAgain()).ToArray());
        circuit.Clock.Advance(circuit.Snapshot.RetryAfter!.Value);
        circuit.Succeed();
        Assert.Equal(0, circuit.Snapshot.FailedRecoveries);
        circuit.Open();
        Assert.Equal(2, FailAgain());

        double FailAgain()
        {
            var wait = circuit.Snapshot.RetryAfter!.Value;
            circuit.Clock.Advance(wait - Circuit.Tick);
            Assert.Equal(CircuitState.Open, circuit.State);
            circuit.Clock.Advance(Circuit.Tick);
            circuit.Fail();
            return wait.TotalSeconds;
        }
    }

    [Fact]
    public void A_factor_of_one_keeps_the_break_constant()
    {
        var rules = Rules(new() { BreakDuration = TimeSpan.FromSeconds(3), BackoffFactor = 1, Jitter = 0 });

        Assert.Equal(TimeSpan.FromSeconds(3), Backoff.Compute(rules, 1_000_000, 0.5));
    }

    [Fact]
    public void Jitter_is_drawn_once_for_each_opening_however_often_the_wait_is_read()
    {
        var draws = new Queue<double>([0, 0.5, 1]);
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 1,
            BreakDuration = TimeSpan.FromSeconds(10),
            Jitter = 0.2,
            Random = draws.Dequeue,
        });
        circuit.Open();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(8), circuit.Snapshot.RetryAfter);
            Assert.Equal(TimeSpan.FromSeconds(8), ((CircuitBreakerOpenException)circuit.EnterRejected().Rejection()).RetryAfter);
        }

        circuit.Clock.Advance(TimeSpan.FromSeconds(8));
        circuit.Fail();

        Assert.Equal(TimeSpan.FromSeconds(10), circuit.Snapshot.RetryAfter);
        Assert.Single(draws);
    }

    [Fact]
    public void Jitter_stays_within_its_share_and_within_the_cap() =>
        Samples.Check(
            Gen.Select(Gen.Long[1, 1_000_000], Gen.Double[1, 1_000], Gen.Double[0, 1], Gen.Int[0, 200], Gen.Double[0, 1]),
            static sample =>
            {
                var (milliseconds, factor, jitter, recoveries, random) = sample;
                var options = new CircuitBreakerOptions
                {
                    BreakDuration = TimeSpan.FromMilliseconds(milliseconds),
                    MaxBreakDuration = TimeSpan.FromMilliseconds(milliseconds * 10),
                    BackoffFactor = factor,
                    Jitter = jitter,
                };

                var length = Backoff.Compute(Rules(options), recoveries, random);

                var plain = Math.Min(options.BreakDuration.Ticks * Math.Pow(factor, recoveries), options.MaxBreakDuration.Ticks);
                Assert.InRange(length, CircuitBreakerOptions.MinDuration, options.MaxBreakDuration);
                Assert.True(length.Ticks <= (plain * (1 + jitter)) + 1);
                Assert.True(length.Ticks >= (plain * (1 - jitter)) - 1);
            });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void The_longest_break_does_not_overflow(int recoveries)
    {
        var rules = Rules(new() { BreakDuration = TimeSpan.MaxValue, BackoffFactor = 1_000, Jitter = 1 });

        Assert.InRange(Backoff.Compute(rules, recoveries, 0.999_999), TimeSpan.FromDays(1), TimeSpan.MaxValue);
        Assert.Equal(CircuitBreakerOptions.MinDuration, Backoff.Compute(rules, recoveries, 0));
    }

    [Fact]
    public void A_cap_that_a_double_rounds_up_is_not_exceeded()
    {
        var cap = TimeSpan.FromTicks((1L << 53) + 3);
        Assert.True((long)(double)cap.Ticks > cap.Ticks);

        Assert.Equal(cap, Backoff.Compute(Rules(new() { BreakDuration = cap, MaxBreakDuration = cap, Jitter = 0 }), 3, 0));
    }

    private static CircuitRules Rules(CircuitBreakerOptions options) => CircuitRules.Create("orders", options);
}
