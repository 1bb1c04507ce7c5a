namespace Aspects.Tests;

/// <summary>A method that returns a task reports its rejection in the task.</summary>
public sealed class RejectedTasksTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private readonly CircuitPermit _rejected = Circuit.Opened().EnterRejected();

    [Fact]
    public async Task Every_kind_of_task_ends_with_the_rejection()
    {
        Task[] tasks =
        [
            _rejected.RejectedTask(),
            _rejected.RejectedTask<int>(),
            _rejected.RejectedValueTask().AsTask(),
            _rejected.RejectedValueTask<int>().AsTask(),
        ];

        foreach (var task in tasks)
        {
            Assert.True(task.IsFaulted);
            var rejection = await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => task);
            Assert.Equal(TimeSpan.FromSeconds(30), rejection.RetryAfter);
        }
    }

    [Fact]
    public async Task Every_kind_of_task_is_cancelled_when_its_caller_has_already_cancelled()
    {
        Task[] tasks =
        [
            _rejected.RejectedTask(Cancelled),
            _rejected.RejectedTask<int>(Cancelled),
            _rejected.RejectedValueTask(Cancelled).AsTask(),
            _rejected.RejectedValueTask<int>(Cancelled).AsTask(),
        ];

        foreach (var task in tasks)
        {
            Assert.True(task.IsCanceled);
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
            Assert.Equal(Cancelled, error.CancellationToken);
        }
    }

    [Fact]
    public async Task Each_task_has_its_own_exception()
    {
        var first = await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _rejected.RejectedTask());
        var second = await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _rejected.RejectedTask());

        Assert.NotSame(first, second);
    }

    [Fact]
    public void A_default_permit_has_no_rejected_task()
    {
        Assert.Throws<InvalidOperationException>(static () => { _ = default(CircuitPermit).RejectedTask(); });
        Assert.Throws<InvalidOperationException>(static () => { _ = default(CircuitPermit).RejectedTask<int>(); });
    }
}
