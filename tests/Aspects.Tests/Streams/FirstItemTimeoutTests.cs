using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>The timeout of a stream applies to its first item.</summary>
public sealed class FirstItemTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2, Timeout = Limit });

    [Fact]
    public async Task A_first_item_beyond_the_timeout_cancels_the_token_throws_TimeoutException_and_counts_a_failure()
    {
        var callee = new StreamCallee().Hang();
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
    public async Task A_callee_that_ignores_its_token_is_disposed_when_its_item_arrives()
    {
        var first = new TaskCompletionSource<bool>();
        var callee = new StreamCallee().ItemWhen(first.Task);
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
    public async Task The_timeout_ends_with_the_first_item()
    {
        var rest = new TaskCompletionSource<bool>();
        var callee = new StreamCallee().Items(1).ItemWhen(rest.Task);
        var reading = _circuit.Breaker.Guard(callee).ToListAsync();

        _circuit.Clock.Advance(10 * Limit);

        Assert.False(callee.Token.IsCancellationRequested);
        rest.SetResult(true);
        Assert.Equal([1, 2], await reading);
        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(1, callee.Disposals);
    }

    [Fact]
    public async Task The_consumers_cancellation_reaches_the_callee_and_is_neutral()
    {
        using var source = new CancellationTokenSource();
        var reading = _circuit.Breaker.Guard(new StreamCallee().Hang()).ToListAsync(source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(0, _circuit.Snapshot.TimedOut);
    }

    [Fact]
    public async Task An_enumerator_that_takes_too_long_to_create_times_out()
    {
        var callee = new StreamCallee().ItemWhen(LateItem());

        await Assert.ThrowsAsync<TimeoutException>(() => _circuit.Breaker.Guard(new Slow(_circuit, callee)).ToListAsync());

        AssertTimedOut();
        Assert.Equal(1, callee.Disposals);

        static Task<bool> LateItem() => Task.FromResult(true);
    }

    [Fact]
    public async Task An_exception_before_the_timeout_reaches_the_consumer()
    {
        var own = new IOException();

        Assert.Same(own, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(new StreamCallee().Throw(own)).ToListAsync()));
        Assert.Same(own, await Assert.ThrowsAsync<IOException>(
            () => _circuit.Breaker.Guard(new StreamCallee { EnumerationError = own }).ToListAsync()));

        Assert.Equal((2, 0), (_circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut));
    }

    [Fact]
    public async Task Disposing_before_the_first_item_is_neutral_and_does_not_time_out_later()
    {
        var first = new TaskCompletionSource<bool>();
        var items = _circuit.Breaker.Guard(new StreamCallee().ItemWhen(first.Task)).GetAsyncEnumerator();
        var moving = items.MoveNextAsync().AsTask();
        await items.DisposeAsync();

        _circuit.Clock.Advance(2 * Limit);
        first.SetResult(false);

        Assert.False(await moving);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(0, _circuit.Snapshot.TimedOut);
    }

    [Fact]
    public async Task A_cancellation_before_the_timeout_is_neutral_although_the_callee_ignores_its_token()
    {
        using var source = new CancellationTokenSource();
        var reading = _circuit.Breaker.Guard(new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task), source.Token).ToListAsync();
        await source.CancelAsync();

        _circuit.Clock.Advance(Limit);

        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => reading);
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(0, _circuit.Snapshot.TimedOut);
    }

    [Fact]
    public async Task The_disposal_error_of_a_callee_after_its_timeout_is_reported_to_listeners()
    {
        var listener = new Recorder();
        using var subscription = _circuit.Breaker.Subscribe(listener);
        var (first, error) = (new TaskCompletionSource<bool>(), new IOException());
        var reading = _circuit.Breaker.Guard(new StreamCallee { DisposalError = error }.ItemWhen(first.Task)).ToListAsync();
        _circuit.Clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => reading);

        first.SetResult(true);

        Assert.Same(error, listener.WaitForCallbackErrors(1)[0].Error);
    }

    [Fact]
    public async Task A_probe_that_times_out_opens_the_circuit_again()
    {
        var circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, Timeout = Limit });
        var reading = circuit.Breaker.Guard(new StreamCallee().Hang()).ToListAsync();

        circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => reading);
        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
    }

    [Fact]
    public async Task A_callback_of_the_callee_that_throws_at_the_timeout_is_reported_and_the_consumer_gets_the_timeout()
    {
        var callee = new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task);
        var reading = _circuit.Breaker.Guard(callee).ToListAsync();
        callee.Token.Register(static () => throw new InvalidOperationException());

        _circuit.Clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => reading.WaitAsync(TestTimeout.Limit));
        Assert.Equal(1, _circuit.Snapshot.CallbackErrors);
    }

    [Fact]
    public async Task A_callee_that_never_answers_leaves_nothing_on_the_token_of_its_consumer()
    {
        using var consumer = new CancellationTokenSource();
        var source = await TimeOut(consumer.Token);

        // The stack may still hold what belongs to the last call.
        await TimeOut(consumer.Token);

        TestTimeout.WaitUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !source.IsAlive;
        });
        GC.KeepAlive(consumer);
    }

    // A method of its own, so that no local variable keeps the callee's token alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> TimeOut(CancellationToken consumer)
    {
        var callee = new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task);
        var move = _circuit.Breaker.Guard(callee, CancellationToken.None).GetAsyncEnumerator(consumer).MoveNextAsync().AsTask();
        _circuit.Clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => move);
        var token = callee.Token;
        return new WeakReference(GetSource(ref token));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_source")]
    private static extern ref CancellationTokenSource GetSource(ref CancellationToken token);

    private void AssertTimedOut() =>
        Assert.Equal((1, 1, 1), (_circuit.Snapshot.Failed, _circuit.Snapshot.TimedOut, _circuit.Snapshot.Calls));

    /// <summary>Takes long in <c>GetAsyncEnumerator</c>, where no timeout can interrupt the call.</summary>
    private sealed class Slow(Circuit circuit, StreamCallee callee) : IAsyncEnumerable<int>
    {
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            circuit.Clock.Advance(2 * Limit);
            return callee.GetAsyncEnumerator(cancellationToken);
        }
    }
}
