namespace Aspects.Tests;

/// <summary>Guarding a <see cref="Task"/>.</summary>
public sealed class GuardTaskTests : GuardContract
{
    [Fact]
    public void A_completed_task_is_returned_itself()
    {
        Task[] ended =
        [
            Task.FromResult(1),
            Task.FromException(new TimeoutException()),
            Task.FromCanceled(new CancellationToken(canceled: true)),
        ];

        Assert.All(ended, static task => Assert.Same(task, new Circuit().Enter().Guard(task)));
    }

    [Fact]
    public void A_null_task_is_returned_and_ignored()
    {
        var circuit = new Circuit();

        Assert.Null(circuit.Enter().Guard((Task)null!));

        Assert.Equal(1, circuit.Snapshot.Ignored);
        Assert.Equal(1, circuit.Snapshot.Calls);
    }

    [Fact]
    public void The_first_of_several_exceptions_is_the_failure_of_the_circuit()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });
        var first = new TimeoutException();
        var both = Task.WhenAll(Task.FromException(first), Task.FromException(new InvalidOperationException()));

        Assert.Same(both, circuit.Enter().Guard(both));

        Assert.Same(first, circuit.Snapshot.LastFailure);
    }

    internal override Task Guard(ref CircuitPermit permit, Task<int> inner, CancellationToken cancellationToken) =>
        permit.Guard((Task)inner, cancellationToken);
}
