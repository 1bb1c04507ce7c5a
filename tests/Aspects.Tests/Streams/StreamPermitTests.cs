namespace Aspects.Tests;

/// <summary>Each enumeration takes its permit at its first <c>MoveNextAsync</c>.</summary>
public sealed class StreamPermitTests
{
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2 });
    private readonly StreamCallee _callee = new StreamCallee().Items(3);

    [Fact]
    public async Task A_guarded_stream_has_the_items_of_the_callee() =>
        Assert.Equal([1, 2, 3], await _circuit.Breaker.Guard(_callee).ToListAsync());

    [Fact]
    public async Task Nothing_happens_before_the_first_MoveNextAsync()
    {
        await using var items = _circuit.Breaker.Guard(_callee).GetAsyncEnumerator();

        Assert.Equal(0, items.Current);
    }

    [Fact]
    public async Task A_stream_that_is_never_enumerated_counts_no_call()
    {
        var stream = _circuit.Breaker.Guard(_callee);
        await stream.GetAsyncEnumerator().DisposeAsync();
        await using (stream.GetAsyncEnumerator())
        {
        }

        Assert.Equal(0, _circuit.Snapshot.Calls);
        Assert.Equal(0, _callee.Enumerations);
    }

    [Fact]
    public async Task An_enumerator_disposed_before_its_first_MoveNextAsync_takes_no_permit()
    {
        var items = _circuit.Breaker.Guard(_callee).GetAsyncEnumerator();
        await items.DisposeAsync();

        Assert.False(await items.MoveNextAsync());
        Assert.Equal(0, _circuit.Snapshot.Calls);
    }

    [Fact]
    public async Task A_stream_created_while_closed_is_rejected_at_its_first_item_while_open()
    {
        var stream = _circuit.Breaker.Guard(_callee);
        _circuit.Open();
        await using var items = stream.GetAsyncEnumerator();

        var rejection = await Assert.ThrowsAsync<CircuitBreakerOpenException>(async () => await items.MoveNextAsync());

        Assert.Equal("orders", rejection.Name);
        Assert.Equal(0, _callee.Enumerations);
        Assert.Equal(1, _circuit.Snapshot.Rejected);
        Assert.False(await items.MoveNextAsync());
        Assert.Equal(1, _circuit.Snapshot.Rejected);
    }

    [Fact]
    public async Task A_stream_created_while_open_runs_after_a_reset()
    {
        _circuit.Open();
        var stream = _circuit.Breaker.Guard(_callee);
        _circuit.Breaker.Reset();

        Assert.Equal(3, (await stream.ToListAsync()).Count);
    }

    [Fact]
    public async Task Each_enumeration_takes_its_own_permit()
    {
        var stream = _circuit.Breaker.Guard(_callee);
        Assert.Equal([1, 2, 3], await stream.ToListAsync());
        Assert.Equal([1, 2, 3], await stream.ToListAsync());
        _circuit.Open();

        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => stream.ToListAsync());

        Assert.Equal((2, 2), (_callee.Enumerations, _callee.Disposals));
        Assert.Equal((2, 1), (_circuit.Snapshot.Succeeded, _circuit.Snapshot.Rejected));
    }

    [Fact]
    public async Task Two_concurrent_enumerations_are_two_calls()
    {
        var stream = _circuit.Breaker.Guard(_callee);
        await using (var one = stream.GetAsyncEnumerator())
        await using (var other = stream.GetAsyncEnumerator())
        {
            Assert.NotSame(one, other);
            Assert.True(await one.MoveNextAsync());
            Assert.True(await one.MoveNextAsync());
            Assert.True(await other.MoveNextAsync());
            Assert.Equal((2, 1), (one.Current, other.Current));
        }

        Assert.Equal(2, _circuit.Snapshot.Succeeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_token_on_an_open_circuit_causes_a_cancellation(bool isOfTheCall)
    {
        _circuit.Open();
        var cancelled = new CancellationToken(canceled: true);
        var stream = _circuit.Breaker.Guard(_callee, isOfTheCall ? cancelled : default);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stream.ToListAsync(isOfTheCall ? default : cancelled));

        Assert.Equal(cancelled, error.CancellationToken);
    }

    [Fact]
    public void A_null_stream_is_returned()
    {
        Assert.Null(_circuit.Breaker.Guard((IAsyncEnumerable<int>?)null));
        Assert.Null(_circuit.Breaker.Guard((IObservable<int>?)null));
    }

    [Fact]
    public async Task An_isolated_circuit_rejects_streams_too()
    {
        _circuit.Breaker.Isolate();

        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _circuit.Breaker.Guard(_callee).ToListAsync());
    }

    [Fact]
    public async Task Monitor_mode_rejects_no_stream_and_counts_each_by_its_outcome()
    {
        var circuit = Circuit.Opened(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Monitor });

        Assert.Equal(3, (await circuit.Breaker.Guard(_callee).ToListAsync()).Count);

        Assert.Equal((1, 1, 0, 0, 0), circuit.Breaker.Totals());
        Assert.Equal(1, circuit.Snapshot.WouldHaveRejected);
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public async Task A_disabled_breaker_only_counts()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Disabled });

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(new IOException())).ToListAsync());
        Assert.Equal(3, (await circuit.Breaker.Guard(_callee).ToListAsync()).Count);

        Assert.Equal((1, 1, 0, 0, 0), circuit.Breaker.Totals());
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task A_stream_that_began_before_an_isolation_and_a_release_is_stale()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });
        var failing = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new StreamCallee().Items(1).ItemWhen(failing.Task)).ToListAsync();
        circuit.Breaker.Isolate();
        circuit.Breaker.Release();

        failing.SetException(new IOException());

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((0, 0, 0, 1, 0), circuit.Breaker.Totals());
    }
}
