using Shop.Returns;

namespace Aspects.Generator.RunTests;

/// <summary>
/// A caller gets the return value of the callee, and the breaker counts its outcome when it is known.
/// </summary>
public sealed class ReturnValueTests
{
    private readonly AspectRegistry _aspects = new();

    private CircuitSnapshot Snapshot => _aspects.CircuitBreakers.GetOrAdd("returns").GetSnapshot();

    [Fact]
    public void A_null_task_is_returned()
    {
        var proxy = Proxy(static _ => null);

        Assert.Null(proxy.MaybeAsync());
        Assert.Null(proxy.MaybeNumberAsync());
        Assert.Null(proxy.RunAsync());
        Assert.Null(proxy.TextAsync());
        Assert.Equal((4, 4), (Snapshot.Ignored, Snapshot.Calls));
    }

    [Fact]
    public async Task The_outer_task_of_a_nested_task_counts()
    {
        var failing = Task.FromException<int>(new InvalidOperationException("inner task"));
        var proxy = Proxy(_ => Task.FromResult(failing));

        Assert.Same(failing, await proxy.TaskOfTaskAsync());
        Assert.Equal((1, 0), (Snapshot.Succeeded, Snapshot.Failed));
    }

    [Fact]
    public void A_completed_task_is_the_task_of_the_callee()
    {
        var ended = Task.FromResult<string?>("text");
        var faulted = Task.FromException<string?>(new InvalidOperationException("failure"));

        Assert.Same(ended, Proxy(_ => ended).TextAsync());
        Assert.Same(faulted, Proxy(_ => faulted).TextAsync());
        Assert.Equal((1, 1), (Snapshot.Succeeded, Snapshot.Failed));
    }

    [Fact]
    public async Task A_pending_task_counts_when_it_ends()
    {
        var source = new TaskCompletionSource<string?>();
        var task = Proxy(_ => source.Task).TextAsync();
        Assert.False(task.IsCompleted);
        Assert.Equal(0, Snapshot.Calls);

        source.SetResult("text");

        Assert.Equal("text", await task);
        Assert.Equal(1, Snapshot.Succeeded);
    }

    [Fact]
    public async Task A_value_task_is_consumed_once()
    {
        var source = new SingleReadSource();
        var task = Proxy(_ => new ValueTask<int>(source, token: 1)).NumberAsync();

        source.Complete(42);

        Assert.Equal(42, await task);
        Assert.Equal(1, source.Consumed);
        Assert.Equal(1, Snapshot.Succeeded);
    }

    [Fact]
    public void A_task_method_that_throws_synchronously_throws_synchronously_through_the_proxy()
    {
        var failure = new InvalidOperationException("failure");

        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => { _ = Proxy(_ => throw failure).RunAsync(); }));
        Assert.Equal(1, Snapshot.Failed);
    }

    [Fact]
    public void An_open_circuit_rejects_tasks_in_the_task_and_other_calls_by_an_exception()
    {
        var failure = new TimeoutException("opened the circuit");
        _aspects.CircuitBreakers.Configure("returns", static options => options.ConsecutiveFailures = 1);
        var proxy = Proxy(_ => throw failure);
        Assert.Throws<TimeoutException>(proxy.Nothing);

        Assert.Same(failure, Assert.Throws<CircuitBreakerOpenException>(proxy.Nothing).InnerException);
        Assert.Throws<CircuitBreakerOpenException>(() => proxy.Number());
        Assert.IsType<CircuitBreakerOpenException>(ReflectedTask.GetException(proxy.RunAsync()));
        Assert.IsType<CircuitBreakerOpenException>(ReflectedTask.GetException(proxy.TextAsync()));
        Assert.IsType<CircuitBreakerOpenException>(ReflectedTask.GetException(proxy.WaitAsync().AsTask()));
        Assert.IsType<CircuitBreakerOpenException>(ReflectedTask.GetException(proxy.NumberAsync().AsTask()));
        Assert.Equal(6, Snapshot.Rejected);
    }

    [Fact]
    public void The_stack_of_a_failure_contains_the_callee()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Proxy(static _ => ThrowDeepInside()).Number());

        Assert.Contains(nameof(ThrowDeepInside), thrown.StackTrace, StringComparison.Ordinal);
    }

    private static object ThrowDeepInside() => throw new InvalidOperationException("failure");

    private IReturns Proxy(Func<string, object?> answer) =>
        ((IReturns)RecordingStub.Create(typeof(IReturns), (method, _) => answer(method.Name), out _)).WithAspects(_aspects);

    // Allows one read of its result only, like the pooled sources of sockets and channels.
    private sealed class SingleReadSource : System.Threading.Tasks.Sources.IValueTaskSource<int>
    {
        private System.Threading.Tasks.Sources.ManualResetValueTaskSourceCore<int> _core;

        public int Consumed { get; private set; }

        public void Complete(int result) => _core.SetResult(result);

        public int GetResult(short token)
        {
            Consumed++;
            return _core.GetResult(_core.Version);
        }

        public System.Threading.Tasks.Sources.ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(_core.Version);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, System.Threading.Tasks.Sources.ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, _core.Version, flags);
    }
}
