namespace Aspects.Tests;

/// <summary>The fallback of a rejected stream.</summary>
public sealed class StreamFallbackTests
{
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2 });
    private readonly StreamCallee _callee = new StreamCallee().Items(3);
    private readonly StreamCallee _fallback = new StreamCallee().Items(1);

    private static CancellationToken Cancelled => new(canceled: true);

    [Fact]
    public async Task A_closed_circuit_does_not_call_the_fallback()
    {
        var stream = _circuit.Breaker.Guard(_callee, static _ => throw new InvalidOperationException("asked"));

        Assert.Equal([1, 2, 3], await stream.ToListAsync());
    }

    [Fact]
    public async Task Each_rejected_enumeration_gets_the_fallback_stream_which_is_not_counted()
    {
        var stream = _circuit.Breaker.Guard(_callee, _ => _fallback);
        _circuit.Open();
        var before = _circuit.Breaker.Totals();

        Assert.Equal([1], await stream.ToListAsync());
        Assert.Equal([1], await stream.ToListAsync());

        Assert.Equal((2, 2, 0), (_fallback.Enumerations, _fallback.Disposals, _callee.Enumerations));
        Assert.Equal(before with { Rejected = 2 }, _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task The_fallback_gets_the_rejection()
    {
        Exception? seen = null;
        var stream = _circuit.Breaker.Guard(_callee, error =>
        {
            seen = error;
            return _fallback;
        });
        var failure = _circuit.Open();

        await stream.ToListAsync();

        Assert.Same(failure, Assert.IsType<CircuitBreakerOpenException>(seen).InnerException);
    }

    [Fact]
    public async Task An_exception_of_the_fallback_stream_reaches_the_consumer_and_is_not_counted()
    {
        var error = new IOException();
        var stream = _circuit.Breaker.Guard(_callee, _ => new StreamCallee().Items(1).Throw(error));
        _circuit.Open();

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => stream.ToListAsync()));
        Assert.Equal(2, _circuit.Snapshot.Failed);
    }

    [Fact]
    public async Task A_null_fallback_stream_is_an_error()
    {
        _circuit.Open();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _circuit.Breaker.Guard(_callee, static _ => null!).ToListAsync());

        Assert.Equal("The fallback of circuit breaker 'orders' returned null, or its stream returned a null enumerator. Return a stream.", error.Message);
    }

    [Fact]
    public async Task The_fallback_stream_gets_the_token_of_the_consumer()
    {
        using var source = new CancellationTokenSource();
        var stream = _circuit.Breaker.Guard(_callee, _ => _fallback);
        _circuit.Open();

        await stream.ToListAsync(source.Token);

        Assert.Equal(source.Token, _fallback.Token);
    }

    [Fact]
    public async Task A_caller_that_has_cancelled_gets_a_cancellation()
    {
        _circuit.Open();

        await Assert.ThrowsAsync<TaskCanceledException>(() => _circuit.Breaker.Guard(_callee, _ => _fallback, Cancelled).ToListAsync());
        await Assert.ThrowsAsync<TaskCanceledException>(() => _circuit.Breaker.Guard(_callee, _ => _fallback).ToListAsync(Cancelled));
        Assert.Equal(0, _fallback.Enumerations);
    }

    [Fact]
    public void A_rejected_subscription_gets_the_fallback_observable()
    {
        var (source, fallback) = (new Source(), new Source());
        var guarded = _circuit.Breaker.Guard(source, _ => fallback);
        using (guarded.Subscribe(new NullObserver())) Assert.Equal((1, 0), (source.Subscriptions, fallback.Subscriptions));
        _circuit.Open();

        using (guarded.Subscribe(new NullObserver())) Assert.Equal((1, 1), (source.Subscriptions, fallback.Subscriptions));
        Assert.Equal(1, _circuit.Snapshot.Rejected);
    }

    [Fact]
    public void A_null_fallback_is_refused_and_a_null_stream_stays_null()
    {
        Assert.Throws<ArgumentNullException>("fallback", () => _circuit.Breaker.Guard(_callee, (Func<Exception, IAsyncEnumerable<int>>)null!));
        Assert.Throws<ArgumentNullException>("fallback", () => _circuit.Breaker.Guard(new Source(), null!));
        Assert.Null(_circuit.Breaker.Guard((IAsyncEnumerable<int>?)null, _ => _fallback));
        Assert.Null(_circuit.Breaker.Guard((IObservable<int>?)null, static _ => new Source()));
    }

    private sealed class Source : IObservable<int>, IDisposable
    {
        public int Subscriptions { get; private set; }

        public IDisposable Subscribe(IObserver<int> observer)
        {
            Subscriptions++;
            return this;
        }

        public void Dispose()
        {
        }
    }

    private sealed class NullObserver : IObserver<int>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => Assert.Fail(error.ToString());

        public void OnNext(int value)
        {
        }
    }
}
