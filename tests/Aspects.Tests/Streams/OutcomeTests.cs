namespace Aspects.Tests;

/// <summary>Rule 33: what a stream says of its callee by the way it ends.</summary>
public sealed class OutcomeTests
{
    private static readonly IOException Error = new("The callee failed.");
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 3 });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_stream_that_comes_to_its_end_is_a_success(int items)
    {
        Assert.Equal(items, (await _circuit.Breaker.Guard(new Callee().Items(items)).ToListAsync()).Count);

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task An_exception_before_or_after_the_first_item_is_a_failure_and_reaches_the_consumer(int items, bool isLater)
    {
        var callee = new Callee().Items(items);
        _ = isLater ? callee.Later(Task.FromException<bool>(Error)) : callee.Throws(Error);

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).ToListAsync()));

        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(1, _circuit.Snapshot.ConsecutiveFailures);
        Assert.Equal(1, callee.Disposals);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task An_exception_that_comes_while_the_consumer_waits_is_a_failure(int items)
    {
        var failing = new TaskCompletionSource<bool>();
        var reading = _circuit.Breaker.Guard(new Callee().Items(items).Later(failing.Task)).ToListAsync();
        Assert.Equal(0, _circuit.Snapshot.Calls);

        failing.SetException(Error);

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => reading));
        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task The_stack_of_the_exception_is_the_callees()
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
    public async Task Failing_streams_in_a_row_open_the_circuit()
    {
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(new Callee().Items(i).Throws(Error)).ToListAsync());
        }

        Assert.Equal(CircuitState.Open, _circuit.State);
        Assert.Same(Error, _circuit.Snapshot.LastFailure);
    }

    [Fact]
    public async Task Leaving_early_after_an_item_is_a_success()
    {
        var callee = new Callee().Items(5);

        await _circuit.Breaker.Guard(callee).LeaveAfterAsync(2);

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(1, callee.Disposals);
    }

    [Fact]
    public async Task Leaving_early_before_any_item_is_neutral()
    {
        var never = new TaskCompletionSource<bool>();
        var items = _circuit.Breaker.Guard(new Callee().Later(never.Task)).GetAsyncEnumerator();
        var waiting = items.MoveNextAsync();

        await items.DisposeAsync();

        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        never.SetException(Error);
        await Assert.ThrowsAsync<IOException>(async () => await waiting);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_consumer_that_throws_has_left_early()
    {
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var _ in _circuit.Breaker.Guard(new Callee().Items(5))) throw new FormatException();
        });

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public async Task The_callers_cancellation_is_neutral_whichever_token_it_comes_by(int items, bool isOfTheCall)
    {
        using var source = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource<bool>();
        var reading = _circuit.Breaker
            .Guard(new Callee().Items(items).Later(cancelled.Task), isOfTheCall ? source.Token : default)
            .ToListAsync(isOfTheCall ? default : source.Token);

        await source.CancelAsync();
        cancelled.SetCanceled(source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Cancellation_from_elsewhere_is_a_failure(int items)
    {
        using var own = new CancellationTokenSource();
        var callee = new Callee().Items(items).Throws(new OperationCanceledException(new CancellationToken(canceled: true)));

        await Assert.ThrowsAsync<OperationCanceledException>(() => _circuit.Breaker.Guard(callee, own.Token).ToListAsync(own.Token));

        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task The_rules_of_the_breaker_judge_the_exceptions_of_streams_as_any_other()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { ConsecutiveFailures = 1 }
            .Ignore<FileNotFoundException>()
            .Classify(static error => error is TimeoutException ? CircuitOutcome.Throttled(TimeSpan.FromMinutes(1)) : null));

        await Assert.ThrowsAsync<FileNotFoundException>(
            () => circuit.Breaker.Guard(new Callee().Items(1).Throws(new FileNotFoundException())).ToListAsync());
        Assert.Equal((0, 0, 1, 0, 0), circuit.Breaker.Totals());

        await Assert.ThrowsAsync<TimeoutException>(
            () => circuit.Breaker.Guard(new Callee().Items(1).Throws(new TimeoutException())).ToListAsync());
        Assert.Equal((CircuitState.Open, TimeSpan.FromMinutes(1)), (circuit.State, circuit.Snapshot.RetryAfter));
    }

    [Fact]
    public async Task A_rule_sees_what_flows_with_the_consumer_wherever_the_exception_comes_from()
    {
        var tenant = new AsyncLocal<string?> { Value = "consumer" };
        string? seen = null;
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(_ =>
        {
            seen = tenant.Value;
            return null;
        }));
        var failing = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new Callee().Items(1).Later(failing.Task)).ToListAsync();
        tenant.Value = "callee";

        failing.SetException(Error);

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal("consumer", seen);
    }

    [Fact]
    public async Task A_stream_counts_once_whatever_is_asked_of_it_after_its_end()
    {
        var items = _circuit.Breaker.Guard(new Callee().Items(1)).GetAsyncEnumerator();
        while (await items.MoveNextAsync()) Assert.Equal(1, items.Current);

        Assert.False(await items.MoveNextAsync());
        await items.DisposeAsync();
        await items.DisposeAsync();

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task A_failed_stream_in_the_window_is_one_failed_call()
    {
        var circuit = new Circuit(new() { FailureRatio = 0.9, MinimumThroughput = 100 });

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new Callee().Items(3).Throws(Error)).ToListAsync());
        await circuit.Breaker.Guard(new Callee().Items(3)).ToListAsync();

        Assert.Equal((2, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowFailures));
    }
}
