namespace Aspects.Tests;

/// <summary>A cancellation by the caller is neutral. Every other cancellation is a failure of the callee.</summary>
public sealed class CancellationTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public void The_callers_cancellation_is_neutral()
    {
        var circuit = new Circuit();

        circuit.Enter().Failed(new OperationCanceledException(Cancelled), Cancelled);

        Assert.Equal(1, circuit.Snapshot.Ignored);
        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void The_callers_cancellation_is_neutral_when_the_callee_reports_a_linked_token()
    {
        using var caller = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(caller.Token);
        var circuit = new Circuit();
        caller.Cancel();

        circuit.Enter().Failed(new TaskCanceledException(null, null, linked.Token), caller.Token);

        Assert.Equal(1, circuit.Snapshot.Ignored);
    }

    [Fact]
    public void A_cancellation_by_another_token_is_a_failure()
    {
        using var caller = new CancellationTokenSource();
        var circuit = new Circuit();

        circuit.Enter().Failed(new OperationCanceledException(Cancelled), caller.Token);

        Assert.Equal(1, circuit.Snapshot.Failed);
        Assert.Equal(1, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void A_cancellation_without_a_callers_token_is_a_failure()
    {
        var circuit = new Circuit();

        circuit.Enter().Failed(new OperationCanceledException());

        Assert.Equal(1, circuit.Snapshot.Failed);
    }

    [Fact]
    public void Another_exception_after_the_caller_cancelled_is_a_failure()
    {
        var circuit = new Circuit();

        circuit.Enter().Failed(new TimeoutException(), Cancelled);

        Assert.Equal(1, circuit.Snapshot.Failed);
    }
}
