namespace Aspects.Tests;

/// <summary>The timeout of a stream: how long its first item may take.</summary>
public sealed class FirstItemTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2, Timeout = Limit });

    [Fact]
    public async Task When_the_first_item_takes_too_long_the_token_is_cancelled_the_consumer_gets_a_timeout_and_a_failure_is_counted()
    {
        var callee = new Callee().Hangs();
        var reading = _circuit.Breaker.Guard(callee).ToListAsync();
        _circuit.Clock.Advance(Limit - Circuit.Tick);
        Assert.False(callee.Token.IsCancellationRequested);

        _circuit.Clock.Advance(Circuit.Tick + TimeSpan.FromMilliseconds(1));

        var error = await Assert.ThrowsAsync<TimeoutException>(() => reading);
        Assert.Equal("A call through circuit breaker 'orders' took longer than its Timeout of 2 s.", error.Message);
        Assert.True(callee.Token.IsCancellationRequested);
        AssertTimedOut();
        TestTimeout.WaitUntil(() => callee.Disposals == 1);
    }

    [Fact]
    public async Task A_callee_that_does_not_listen_is_left_to_itself_and_disposed_of_when_it_answers()
    {
        var first = new TaskCompletionSource<bool>();
        var callee = new Callee().Later(first.Task);
        var items = _circuit.Breaker.Guard(callee).GetAsyncEnumerator();
        var moving = items.MoveNextAsync().AsTask();

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => moving);
        Assert.False(await items.MoveNextAsync());
        await items.DisposeAsync();
        Assert.Equal(0, callee.Disposals);
        first.SetResult(true);
        TestTimeout.WaitUntil(() => callee.Disposals == 1);
        AssertTimedOut();
    }

    [Fact]
    public async Task After_the_first_item_there_is_no_limit()
    {
        var rest = new TaskCompletionSource<bool>();
        var callee = new Callee().Items(1).Later(rest.Task);
        var reading = _circuit.Breaker.Guard(callee).ToListAsync();

        _circuit.Clock.Advance(10 * Limit);

        Assert.False(callee.Token.IsCancellationRequested);
        rest.SetResult(true);
        Assert.Equal([1, 2], await reading);
        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(1, callee.Disposals);
    }

    [Fact]
    public async Task The_consumers_own_cancellation_reaches_the_callee_and_is_neutral()
    {
        using var source = new CancellationTokenSource();
        var reading = _circuit.Breaker.Guard(new Callee().Hangs()).ToListAsync(source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(0, _circuit.Snapshot.TimedOut);
    }

    [Fact]
    public async Task An_item_that_comes_after_the_time_is_up_is_too_late_even_if_nobody_was_waiting_yet()
    {
        var callee = new Callee().Later(TooLate());

        await Assert.ThrowsAsync<TimeoutException>(() => _circuit.Breaker.Guard(new Slow(_circuit, callee)).ToListAsync());

        AssertTimedOut();
        Assert.Equal(1, callee.Disposals);

        static Task<bool> TooLate() => Task.FromResult(true);
    }

    [Fact]
    public async Task An_exception_before_the_time_is_up_is_the_callees_own()
    {
        var own = new IOException();

        Assert.Same(own, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(new Callee().Throws(own)).ToListAsync()));
        Assert.Same(own, await Assert.ThrowsAsync<IOException>(
            () => _circuit.Breaker.Guard(new Callee { OnEnumerating = own }).ToListAsync()));

        Assert.Equal((2, 0), (_circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Fact]
    public async Task Leaving_while_it_waits_is_neutral_and_no_time_is_up_later()
    {
        var first = new TaskCompletionSource<bool>();
        var items = _circuit.Breaker.Guard(new Callee().Later(first.Task)).GetAsyncEnumerator();
        var moving = items.MoveNextAsync().AsTask();
        await items.DisposeAsync();

        _circuit.Clock.Advance(2 * Limit);
        first.SetResult(false);

        Assert.False(await moving);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(0, _circuit.Snapshot.TimedOut);
    }

    [Fact]
    public async Task A_consumer_who_has_cancelled_before_the_time_is_up_is_told_so_and_nothing_is_counted_against_the_callee()
    {
        using var source = new CancellationTokenSource();
        var reading = _circuit.Breaker.Guard(new Callee().Later(new TaskCompletionSource<bool>().Task), source.Token).ToListAsync();
        await source.CancelAsync();

        _circuit.Clock.Advance(Limit);

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(0, _circuit.Snapshot.TimedOut);
    }

    [Fact]
    public async Task What_an_abandoned_callee_throws_when_it_is_disposed_of_is_told_to_listeners()
    {
        var listener = new Recorder();
        using var subscription = _circuit.Breaker.Subscribe(listener);
        var (first, error) = (new TaskCompletionSource<bool>(), new IOException());
        var reading = _circuit.Breaker.Guard(new Callee { OnDisposing = error }.Later(first.Task)).ToListAsync();
        _circuit.Clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => reading);

        first.SetResult(true);

        Assert.Same(error, listener.WaitForCallbackErrors(1)[0].Error);
    }

    [Fact]
    public async Task A_probe_whose_time_is_up_opens_the_circuit_again()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, Timeout = Limit });
        var reading = circuit.Breaker.Guard(new Callee().Hangs()).ToListAsync();

        circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => reading);
        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
    }

    private void AssertTimedOut() =>
        Assert.Equal((1, 1, 1), (_circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut, _circuit.Snapshot.Calls));

    /// <summary>Takes its time where it cannot be given up: before it hands out an enumerator.</summary>
    private sealed class Slow(Circuit circuit, Callee callee) : IAsyncEnumerable<int>
    {
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            circuit.Clock.Advance(2 * Limit);
            return callee.GetAsyncEnumerator(cancellationToken);
        }
    }
}
