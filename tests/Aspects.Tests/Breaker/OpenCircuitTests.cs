namespace Aspects.Tests;

/// <summary>
/// An open circuit rejects calls until its break has elapsed. Calls that end meanwhile do not change the break.
/// </summary>
public sealed class OpenCircuitTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(30);

    [Fact]
    public void An_open_circuit_rejects_until_the_last_tick_of_the_break()
    {
        var circuit = Circuit.Opened();
        circuit.EnterRejected();

        circuit.Clock.Advance(Break - Circuit.Tick);
        circuit.EnterRejected();

        circuit.Clock.Advance(Circuit.Tick);
        circuit.Enter();
    }

    [Fact]
    public void A_call_long_after_the_break_is_admitted()
    {
        var circuit = Circuit.Opened();

        circuit.Clock.Advance(TimeSpan.FromDays(400));

        circuit.Enter();
        Assert.Equal(CircuitReason.BreakElapsed, circuit.Snapshot.Reason);
    }

    [Fact]
    public void An_open_circuit_reports_the_time_and_the_failure_of_its_opening()
    {
        var circuit = new Circuit();
        circuit.Clock.Advance(TimeSpan.FromMinutes(7));

        var failure = circuit.Open();
        var openedAt = circuit.Clock.GetUtcNow();
        circuit.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Same(failure, circuit.Snapshot.LastFailure);
        Assert.Equal(openedAt, circuit.Snapshot.OpenedAt);
    }

    [Fact]
    public void A_failure_that_arrives_while_open_is_not_counted_and_does_not_extend_the_break()
    {
        var circuit = new Circuit();
        var slow = circuit.Enter();
        var opener = circuit.Open();
        circuit.Clock.Advance(TimeSpan.FromSeconds(10));

        slow.Failed(new TimeoutException());

        var snapshot = circuit.Snapshot;
        Assert.Equal(1, snapshot.StateChanges);
        Assert.Equal(1, snapshot.StaleOutcomes);
        Assert.Equal(5, snapshot.Failed);
        Assert.Equal(TimeSpan.FromSeconds(20), snapshot.RetryAfter);
        Assert.Same(opener, snapshot.LastFailure);
    }

    [Fact]
    public void A_success_that_arrives_while_open_does_not_close_the_circuit()
    {
        var circuit = new Circuit();
        var slow = circuit.Enter();
        circuit.Open();

        slow.Succeeded();

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(1, circuit.Snapshot.StaleOutcomes);
        Assert.Equal(0, circuit.Snapshot.Succeeded);
    }

    [Fact]
    public void Rejections_do_not_extend_the_break()
    {
        var circuit = Circuit.Opened();

        for (var second = 0; second < 30; second++)
        {
            circuit.EnterRejected();
            circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        circuit.Enter();
        Assert.Equal(30, circuit.Snapshot.Rejected);
    }
}
