namespace Aspects.Tests;

/// <summary>Rule 32: permission is taken at the first <c>MoveNextAsync</c> of each enumeration.</summary>
public sealed class PermissionTests
{
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2 });
    private readonly Callee _callee = new Callee().Items(3);

    [Fact]
    public async Task The_items_are_those_of_the_callee() =>
        Assert.Equal([1, 2, 3], await _circuit.Breaker.Guard(_callee).ToListAsync());

    [Fact]
    public async Task Before_the_first_move_there_is_nothing_to_see()
    {
        await using var items = _circuit.Breaker.Guard(_callee).GetAsyncEnumerator();

        Assert.Equal(0, items.Current);
    }

    [Fact]
    public async Task A_stream_that_is_never_enumerated_leaves_no_trace()
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
    public async Task An_enumerator_that_was_disposed_of_before_its_first_move_asks_for_nothing()
    {
        var items = _circuit.Breaker.Guard(_callee).GetAsyncEnumerator();
        await items.DisposeAsync();

        Assert.False(await items.MoveNextAsync());
        Assert.Equal(0, _circuit.Snapshot.Calls);
    }

    [Fact]
    public async Task A_stream_that_was_made_while_the_circuit_was_closed_is_rejected_at_its_first_item_and_the_callee_hears_nothing()
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
    public async Task A_stream_that_was_made_while_the_circuit_was_open_goes_ahead_when_it_is_not_any_more()
    {
        _circuit.Open();
        var stream = _circuit.Breaker.Guard(_callee);
        _circuit.Breaker.Reset();

        Assert.Equal(3, (await stream.ToListAsync()).Count);
    }

    [Fact]
    public async Task Each_enumeration_asks_anew()
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
    public async Task Two_enumerations_at_once_are_two_calls()
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
    public async Task A_token_that_is_cancelled_already_on_an_open_circuit_reports_cancellation(bool isOfTheCall)
    {
        _circuit.Open();
        var cancelled = new CancellationToken(canceled: true);
        var stream = _circuit.Breaker.Guard(_callee, isOfTheCall ? cancelled : default);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stream.ToListAsync(isOfTheCall ? default : cancelled));

        Assert.Equal(cancelled, error.CancellationToken);
    }

    [Fact]
    public void A_null_stream_of_a_broken_callee_is_handed_back()
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
    public async Task In_monitor_mode_no_stream_is_rejected_and_each_is_counted_as_what_it_is()
    {
        var circuit = Circuit.Opened(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Monitor });

        Assert.Equal(3, (await circuit.Breaker.Guard(_callee).ToListAsync()).Count);

        Assert.Equal((1, 1, 0, 0, 0), circuit.Breaker.Totals());
        Assert.Equal(1, circuit.Snapshot.WouldHaveRejected);
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public async Task A_breaker_that_is_off_counts_and_does_nothing_else()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, Mode = CircuitMode.Disabled });

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new Callee().Items(1).Throws(new IOException())).ToListAsync());
        Assert.Equal(3, (await circuit.Breaker.Guard(_callee).ToListAsync()).Count);

        Assert.Equal((1, 1, 0, 0, 0), circuit.Breaker.Totals());
        Assert.Equal(CircuitState.Closed, circuit.State);
    }

    [Fact]
    public async Task A_stream_under_way_when_the_circuit_was_isolated_and_released_is_not_counted()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });
        var failing = new TaskCompletionSource<bool>();
        var reading = circuit.Breaker.Guard(new Callee().Items(1).Later(failing.Task)).ToListAsync();
        circuit.Breaker.Isolate();
        circuit.Breaker.Release();

        failing.SetException(new IOException());

        await Assert.ThrowsAsync<IOException>(() => reading);
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal((0, 0, 0, 1, 0), circuit.Breaker.Totals());
    }
}
