using Shop.Returns;

namespace Aspects.Generator.RunTests;

/// <summary>What a call returns is what its caller gets, and its outcome is the breaker's, whenever it comes.</summary>
public sealed class ReturnTests
{
    private readonly AspectRegistry _aspects = new();

    private CircuitSnapshot Snapshot => _aspects.CircuitBreakers.GetOrAdd("returns").GetSnapshot();

    [Fact]
    public void A_null_task_is_handed_back()
    {
        var proxy = Proxy(static _ => null);

        Assert.Null(proxy.MaybeAsync());
        Assert.Null(proxy.MaybeNumberAsync());
        Assert.Null(proxy.RunAsync());
        Assert.Null(proxy.TextAsync());
        Assert.Equal((4, 4), (Snapshot.Ignored, Snapshot.Calls));
    }

    [Fact]
    public async Task Of_a_task_of_a_task_the_outer_one_counts()
    {
        var failing = Task.FromException<int>(new InvalidOperationException("inner task"));
        var proxy = Proxy(_ => Task.FromResult(failing));

        Assert.Same(failing, await proxy.TaskOfTaskAsync());
        Assert.Equal((1, 0), (Snapshot.Succeeded, Snapshot.Failed));
    }

    [Fact]
    public void A_task_that_has_ended_is_the_inner_task_itself()
    {
        var ended = Task.FromResult<string?>("text");
        var faulted = Task.FromException<string?>(new InvalidOperationException("failure"));

        Assert.Same(ended, Proxy(_ => ended).TextAsync());
        Assert.Same(faulted, Proxy(_ => faulted).TextAsync());
        Assert.Equal((1, 1), (Snapshot.Succeeded, Snapshot.Failed));
    }

    [Fact]
    public async Task A_task_that_ends_later_counts_then()
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
        var source = new OnceSource();
        var task = Proxy(_ => new ValueTask<int>(source, token: 1)).NumberAsync();

        source.Complete(42);

        Assert.Equal(42, await task);
        Assert.Equal(1, source.Consumed);
        Assert.Equal(1, Snapshot.Succeeded);
    }

    [Fact]
    public void A_task_method_that_throws_at_once_still_throws_at_once()
    {
        var failure = new InvalidOperationException("failure");

        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => { _ = Proxy(_ => throw failure).RunAsync(); }));
        Assert.Equal(1, Snapshot.Failed);
    }

    [Fact]
    public void While_open_tasks_are_rejected_as_tasks_and_the_rest_throws()
    {
        var failure = new TimeoutException("opened the circuit");
        _aspects.CircuitBreakers.Configure("returns", static options => options.ConsecutiveFailures = 1);
        var proxy = Proxy(_ => throw failure);
        Assert.Throws<TimeoutException>(proxy.Nothing);

        Assert.Same(failure, Assert.Throws<CircuitBreakerOpenException>(proxy.Nothing).InnerException);
        Assert.Throws<CircuitBreakerOpenException>(() => proxy.Number());
        Assert.IsType<CircuitBreakerOpenException>(Tasks.ExceptionOf(proxy.RunAsync()));
        Assert.IsType<CircuitBreakerOpenException>(Tasks.ExceptionOf(proxy.TextAsync()));
        Assert.IsType<CircuitBreakerOpenException>(Tasks.ExceptionOf(proxy.WaitAsync().AsTask()));
        Assert.IsType<CircuitBreakerOpenException>(Tasks.ExceptionOf(proxy.NumberAsync().AsTask()));
        Assert.Equal(6, Snapshot.Rejected);
    }

    [Fact]
    public void The_stack_of_a_failure_shows_where_it_was_thrown()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Proxy(static _ => ThrowDeepInside()).Number());

        Assert.Contains(nameof(ThrowDeepInside), thrown.StackTrace, StringComparison.Ordinal);
    }

    private static object ThrowDeepInside() => throw new InvalidOperationException("failure");

    private IReturns Proxy(Func<string, object?> answer) =>
        ((IReturns)Recorder.Create(typeof(IReturns), (method, _) => answer(method.Name), out _)).WithAspects(_aspects);

    // Throws if its result is asked for twice, as the pooled sources of sockets and channels do.
    private sealed class OnceSource : System.Threading.Tasks.Sources.IValueTaskSource<int>
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
