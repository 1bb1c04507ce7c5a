namespace Aspects.Tests;

/// <summary>After closing, a growing share of the calls is admitted (slow start).</summary>
public sealed class SlowStartTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(2.5, 33)]
    [InlineData(5, 55)]
    [InlineData(7.5, 78)]
    [InlineData(10, 100)]
    public void The_share_grows_linearly_from_one_in_ten_to_all(double seconds, int admitted)
    {
        var circuit = Closed();
        circuit.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(admitted, Admitted(circuit, 100));
    }

    [Fact]
    public void Earlier_rejections_do_not_change_the_present_share()
    {
        var circuit = Closed();
        Assert.Equal(100, Admitted(circuit, 1_000));

        circuit.Clock.Advance(Length / 2);

        Assert.InRange(Admitted(circuit, 100), 55, 56);
    }

    [Fact]
    public void The_first_caller_is_admitted_and_then_one_in_ten()
    {
        var circuit = Closed();

        var admitted = Enumerable.Range(0, 31).Where(_ => circuit.Breaker.TryEnter(out var permit) && Settled(permit)).ToArray();

        Assert.Equal([0, 10, 20, 30], admitted);
    }

    [Fact]
    public void A_rejection_reports_the_slow_start()
    {
        var circuit = Closed();
        circuit.Succeed();

        var rejection = (CircuitBreakerOpenException)circuit.EnterRejected().Rejection();

        Assert.Equal((CircuitState.Closed, CircuitReason.SlowStart), (rejection.State, rejection.Reason));
        Assert.Equal(
            "Circuit 'orders' is closed, but its slow start admits only a share of the calls: the call was not made.",
            rejection.Message);
        Assert.Equal(1, circuit.Snapshot.Rejected);
    }

    [Fact]
    public void A_reset_ends_the_slow_start()
    {
        var circuit = Closed();

        circuit.Breaker.Reset();

        Assert.Equal(50, Admitted(circuit, 50));
    }

    [Fact]
    public void A_failure_during_the_slow_start_opens_the_circuit()
    {
        var circuit = Closed();

        circuit.Fail();

        Assert.Equal(CircuitState.Open, circuit.State);
    }

    private static Circuit Closed()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, SlowStart = Length });
        circuit.Succeed();
        Assert.Equal(CircuitState.Closed, circuit.State);
        return circuit;
    }

    private static int Admitted(Circuit circuit, int callers) =>
        Enumerable.Range(0, callers).Count(_ => circuit.Breaker.TryEnter(out var permit) && Settled(permit));

    private static bool Settled(CircuitPermit permit)
    {
        permit.Succeeded();
        return true;
    }
}
