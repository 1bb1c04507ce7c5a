namespace Aspects.Interleavings;

/// <summary>A call that ends while it is being observed is recorded once, before its caller continues.</summary>
public sealed class PendingCallTests
{
    [Fact]
    public void A_task_that_ends_while_it_is_guarded_is_recorded_before_its_caller_continues() => Exploration.Run(static () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules);
        var (first, second) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());

        return Threads.RunAsync(
            () =>
            {
                first.SetResult(1);
                second.SetException(Circuit.Error);
                return Task.CompletedTask;
            },
            async () =>
            {
                var permit = breaker.Enter();
                Assert.Equal(1, await permit.Guard(first.Task));
                Assert.Equal(1, breaker.GetSnapshot().Succeeded);
            },
            async () =>
            {
                var permit = breaker.Enter();
                try
                {
                    await permit.Guard(second.Task);
                }
                catch (InvalidOperationException error)
                {
                    Assert.Same(Circuit.Error, error);
                }

                Assert.Equal(1, breaker.GetSnapshot().Failed);
            });
    });

    [Fact]
    public void A_value_task_that_ends_while_it_is_guarded_is_recorded_before_its_caller_continues() => Exploration.Run(static async () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules);
        var callee = new TaskCompletionSource();

        await Threads.RunAsync(
            () =>
            {
                callee.SetResult();
                return Task.CompletedTask;
            },
            async () =>
            {
                var permit = breaker.Enter();
                await permit.Guard(new ValueTask(callee.Task));
                Assert.Equal(1, breaker.GetSnapshot().Succeeded);
            });

        Assert.Equal(1, breaker.GetSnapshot().CountCalls());
    });
}
