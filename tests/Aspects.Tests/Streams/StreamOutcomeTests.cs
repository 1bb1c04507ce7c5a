namespace Aspects.Tests;

/// <summary>The outcome of a stream, by the way the enumeration ends.</summary>
public sealed class StreamOutcomeTests
{
    private static readonly IOException Error = new("The callee failed.");
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 3 });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_complete_enumeration_is_a_success(int items)
    {
        Assert.Equal(items, (await _circuit.Breaker.Guard(new StreamCallee().Items(items)).ToListAsync()).Count);

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task An_exception_before_or_after_the_first_item_is_a_failure_and_reaches_the_consumer(int items, bool isLater)
    {
        var callee = new StreamCallee().Items(items);
        _ = isLater ? callee.ItemWhen(Task.FromException<bool>(Error)) : callee.Throw(Error);

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).ToListAsync()));

        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(1, _circuit.Snapshot.ConsecutiveFailures);
        Assert.Equal(1, callee.Disposals);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task An_exception_while_the_consumer_waits_is_a_failure(int items)
    {
        var failing = new TaskCompletionSource<bool>();
        var reading = _circuit.Breaker.Guard(new StreamCallee().Items(items).ItemWhen(failing.Task)).ToListAsync();
        Assert.Equal(0, _circuit.Snapshot.Calls);

        failing.SetException(Error);

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => reading));
        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task The_stack_of_the_exception_contains_the_callee()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(Failing()).ToListAsync());

        Assert.Contains(nameof(Failing), error.StackTrace, StringComparison.Ordinal);

        static async IAsyncEnumerable<int> Failing()
        {
            await Task.Yield();
            yield return 1;
            throw new IOException();
        }
    }

    [Fact]
    public async Task Consecutive_failing_streams_open_the_circuit()
    {
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(new StreamCallee().Items(i).Throw(Error)).ToListAsync());
        }

        Assert.Equal(CircuitState.Open, _circuit.State);
        Assert.Same(Error, _circuit.Snapshot.LastFailure);
    }

    [Fact]
    public async Task Stopping_early_after_an_item_is_a_success()
    {
        var callee = new StreamCallee().Items(5);

        await _circuit.Breaker.Guard(callee).StopAfterAsync(2);

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(1, callee.Disposals);
    }

    [Fact]
    public async Task Stopping_early_before_any_item_is_neutral()
    {
        var never = new TaskCompletionSource<bool>();
        var items = _circuit.Breaker.Guard(new StreamCallee().ItemWhen(never.Task)).GetAsyncEnumerator();
        var waiting = items.MoveNextAsync();

        await items.DisposeAsync();

        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        never.SetException(Error);
        await Assert.ThrowsAsync<IOException>(async () => await waiting);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_consumer_that_throws_has_stopped_early()
    {
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var _ in _circuit.Breaker.Guard(new StreamCallee().Items(5))) throw new FormatException();
        });

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public async Task The_callers_cancellation_is_neutral_by_either_token(int items, bool isOfTheCall)
    {
        using var source = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource<bool>();
        var reading = _circuit.Breaker
            .Guard(new StreamCallee().Items(items).ItemWhen(cancelled.Task), isOfTheCall ? source.Token : default)
            .ToListAsync(isOfTheCall ? default : source.Token);

        await source.CancelAsync();
        cancelled.SetCanceled(source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_cancellation_by_another_token_is_a_failure(int items)
    {
        using var own = new CancellationTokenSource();
        var callee = new StreamCallee().Items(items).Throw(new OperationCanceledException(new CancellationToken(canceled: true)));

        await Assert.ThrowsAsync<OperationCanceledException>(() => _circuit.Breaker.Guard(callee, own.Token).ToListAsync(own.Token));

        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task The_rules_of_the_breaker_classify_the_exceptions_of_streams()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { ConsecutiveFailures = 1 }
            .Ignore<FileNotFoundException>()
            .Classify(static error => error is TimeoutException ? CircuitOutcome.Throttled(TimeSpan.FromMinutes(1)) : null));

        await Assert.ThrowsAsync<FileNotFoundException>(
            () => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(new FileNotFoundException())).ToListAsync());
        Assert.Equal((0, 0, 1, 0, 0), circuit.Breaker.Totals());

        await Assert.ThrowsAsync<TimeoutException>(
            () => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(new TimeoutException())).ToListAsync());
        Assert.Equal((CircuitState.Open, TimeSpan.FromMinutes(1)), (circuit.State, circuit.Snapshot.RetryAfter));
    }

    [Fact]
    public async Task The_rules_run_in_the_execution_context_of_the_consumer()
    {
        var tenant = new AsyncLocal<string?> { Value = "consumer" };
        string? seen = null;
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(_ =>
        {
            seen = tenant.Value;
            return null;
        }));
        var failing = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().Items(1).ItemWhen(failing.Task)).ToListAsync();
        tenant.Value = "callee";

        failing.SetException(Error);

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal("consumer", seen);
    }

    [Fact]
    public async Task A_stream_counts_once_although_its_enumerator_is_used_after_the_end()
    {
        var items = _circuit.Breaker.Guard(new StreamCallee().Items(1)).GetAsyncEnumerator();
        while (await items.MoveNextAsync()) Assert.Equal(1, items.Current);

        Assert.False(await items.MoveNextAsync());
        await items.DisposeAsync();
        await items.DisposeAsync();

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_failed_stream_is_in_the_window_as_one_failed_call()
    {
        var circuit = new Circuit(new() { FailureRatio = 0.9, MinimumThroughput = 100 });

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Items(3).Throw(Error)).ToListAsync());
        await circuit.Breaker.Guard(new StreamCallee().Items(3)).ToListAsync();

        Assert.Equal((2, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures));
    }
}
