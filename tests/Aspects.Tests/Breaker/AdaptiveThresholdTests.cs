using CsCheck;

namespace Aspects.Tests;

/// <summary>The adaptive threshold is computed from the present window and is never accumulated.</summary>
public sealed class AdaptiveThresholdTests
{
    [Fact]
    public void The_threshold_stays_between_half_of_the_setting_and_the_setting() =>
        Samples.Check(Gen.Select(Gen.Int[1, 1_000], Gen.Long[0, 500], Gen.Long[0, 500], Gen.Long[0, 500]), static sample =>
        {
            var (limit, good, failures, slow) = sample;
            var rules = CircuitRules.Create("orders", new() { ConsecutiveFailures = limit, AdaptiveThreshold = true });

            var adapted = rules.ComputeFailureLimit(new WindowTotals(good + failures, failures, Math.Min(slow, good + failures)), consecutiveFailures: 0);

            Assert.InRange(adapted, (limit + 1) / 2, limit);
            Assert.True(adapted >= 1);
        });

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 4, 8)]
    [InlineData(10, 10, 5)]
    [InlineData(0, 0, 10)]
    public void The_threshold_shrinks_as_the_share_of_bad_calls_grows(long calls, long bad, int expected)
    {
        var rules = CircuitRules.Create("orders", new() { ConsecutiveFailures = 10, AdaptiveThreshold = true });

        Assert.Equal(expected, rules.ComputeFailureLimit(new WindowTotals(calls, bad, 0), consecutiveFailures: 0));
        Assert.Equal(expected, rules.ComputeFailureLimit(new WindowTotals(calls, 0, bad), consecutiveFailures: 0));
    }

    [Fact]
    public void The_threshold_returns_to_the_setting_with_the_window()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 10,
            AdaptiveThreshold = true,
            WindowCalls = 10,
            MinimumThroughput = 10,
        });
        for (var i = 0; i < 5; i++)
        {
            circuit.Fail();
            circuit.Succeed();
        }

        Assert.Equal(8, circuit.Snapshot.ConsecutiveFailureLimit);
        for (var i = 0; i < 10; i++) circuit.Succeed();

        Assert.Equal(10, circuit.Snapshot.ConsecutiveFailureLimit);
    }

    [Fact]
    public void Consecutive_failures_do_not_lower_their_own_threshold()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 10, AdaptiveThreshold = true });

        circuit.Open();

        Assert.Equal(10, circuit.Snapshot.Failed);
    }
}
