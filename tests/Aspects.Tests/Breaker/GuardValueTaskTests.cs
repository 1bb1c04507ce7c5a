namespace Aspects.Tests;

/// <summary>Guarding a <see cref="ValueTask"/>.</summary>
public sealed class GuardValueTaskTests : GuardContract
{
    [Fact]
    public void A_completed_task_is_returned_itself()
    {
        var inner = Task.FromResult(1);

        var guarded = new Circuit().Enter().Guard(new ValueTask(inner)).AsTask();

        Assert.Same(inner, guarded);
    }

    [Fact]
    public async Task A_default_value_task_counts_as_a_success()
    {
        var circuit = new Circuit();

        await circuit.Enter().Guard(default(ValueTask));

        Assert.Equal(1, circuit.Snapshot.Succeeded);
    }

    internal override Task Guard(ref CircuitPermit permit, Task<int> inner, CancellationToken cancellationToken) =>
        permit.Guard(new ValueTask(inner), cancellationToken).AsTask();
}
