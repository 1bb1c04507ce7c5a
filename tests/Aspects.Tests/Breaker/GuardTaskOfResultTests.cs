namespace Aspects.Tests;

/// <summary>Guarding a <see cref="Task{TResult}"/>.</summary>
public sealed class GuardTaskOfResultTests : GuardContract
{
    [Fact]
    public void A_completed_task_is_returned_itself()
    {
        Task<int>[] ended =
        [
            Task.FromResult(1),
            Task.FromException<int>(new TimeoutException()),
            Task.FromCanceled<int>(new CancellationToken(canceled: true)),
        ];

        Assert.All(ended, static task => Assert.Same(task, new Circuit().Enter().Guard(task)));
    }

    [Fact]
    public void A_null_task_is_returned_and_ignored()
    {
        var circuit = new Circuit();

        Assert.Null(circuit.Enter().Guard((Task<int>)null!));

        Assert.Equal(1, circuit.Snapshot.Ignored);
        Assert.Equal(1, circuit.Snapshot.Calls);
    }

    [Fact]
    public async Task The_result_of_a_pending_task_reaches_the_caller()
    {
        var source = new TaskCompletionSource<string>();

        var guarded = new Circuit().Enter().Guard(source.Task);
        source.SetResult("token");

        Assert.Equal("token", await guarded);
    }

    internal override Task Guard(ref CircuitPermit permit, Task<int> inner, CancellationToken cancellationToken) =>
        permit.Guard(inner, cancellationToken);
}
