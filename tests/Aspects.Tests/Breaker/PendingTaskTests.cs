namespace Aspects.Tests;

/// <summary>The caller of a pending call gets a task that ends like the task of the callee.</summary>
public sealed class PendingTaskTests
{
    private readonly Circuit _circuit = new();

    [Fact]
    public async Task The_outcome_is_counted_before_the_caller_continues_on_any_thread()
    {
        for (var round = 0; round < 200; round++)
        {
            var circuit = new Circuit();
            var source = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var permit = circuit.Enter();
            var caller = CountCallsAfter(circuit, permit.Guard(source.Task));

            source.SetResult(1);

            Assert.Equal(1, await caller);
        }
    }

    [Fact]
    public void A_task_with_a_result_keeps_all_of_its_exceptions()
    {
        var (first, second) = (new TimeoutException(), new InvalidOperationException());
        var source = new TaskCompletionSource<int>();
        var permit = _circuit.Enter();

        var guarded = permit.Guard(source.Task);
        source.SetException([first, second]);

        Assert.Equal([first, second], guarded.Exception!.InnerExceptions);
    }

    [Fact]
    public void A_task_without_a_result_keeps_all_of_its_exceptions()
    {
        var (first, second) = (new TimeoutException(), new InvalidOperationException());
        var source = new TaskCompletionSource();
        var permit = _circuit.Enter();

        var guarded = permit.Guard(source.Task);
        source.SetException([first, second]);

        Assert.Equal([first, second], guarded.Exception!.InnerExceptions);
    }

    [Fact]
    public void The_rules_run_in_the_execution_context_of_the_caller()
    {
        var flowing = new AsyncLocal<string>();
        string? seen = null;
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(_ =>
        {
            seen = flowing.Value;
            return null;
        }));
        var source = new TaskCompletionSource<int>();
        var permit = circuit.Enter();

        flowing.Value = "caller";
        var guarded = permit.Guard(source.Task);
        flowing.Value = "callee";
        source.SetException(new TimeoutException());

        Assert.True(guarded.IsFaulted);
        Assert.Equal("caller", seen);
        Assert.Equal("callee", flowing.Value);
    }

    [Fact]
    public async Task A_call_that_ends_inside_the_continuation_of_another_call_gets_its_own_result()
    {
        var (outer, inner) = (new TaskCompletionSource<int>(), new TaskCompletionSource<int>());
        var permit = _circuit.Enter();

        var result = SumOfNestedCalls(permit.Guard(outer.Task), inner.Task);
        outer.SetResult(1);
        inner.SetResult(2);

        Assert.Equal(3, await result);
        Assert.Equal(2, _circuit.Snapshot.Succeeded);
    }

    [Fact]
    public async Task Many_pending_calls_on_many_threads_get_their_own_results()
    {
        const int calls = 20_000;
        var circuit = new Circuit();
        var results = await Task.WhenAll(Enumerable.Range(0, calls).Select(async number =>
        {
            var permit = circuit.Enter();
            return await permit.Guard(YieldAndReturn(number));
        }));

        Assert.Equal(Enumerable.Range(0, calls), results);
        Assert.Equal(calls, circuit.Snapshot.Succeeded);
    }

    private static async Task<int> YieldAndReturn(int number)
    {
        await Task.Yield();
        return number;
    }

    private static async Task<long> CountCallsAfter(Circuit circuit, Task<int> guarded)
    {
        await guarded.ConfigureAwait(false);
        return circuit.Snapshot.Calls;
    }

    private async Task<int> SumOfNestedCalls(Task<int> guarded, Task<int> next)
    {
        var first = await guarded.ConfigureAwait(false);
        var permit = _circuit.Enter();
        return first + await permit.Guard(next).ConfigureAwait(false);
    }
}
