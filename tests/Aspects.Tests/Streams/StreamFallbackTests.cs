namespace Aspects.Tests;

/// <summary>What stands in for a stream that is turned away.</summary>
public sealed class StreamFallbackTests
{
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2 });
    private readonly Callee _callee = new Callee().Items(3);
    private readonly Callee _other = new Callee().Items(1);

    private static CancellationToken Cancelled => new(canceled: true);

    [Fact]
    public async Task While_the_circuit_is_closed_nobody_asks_for_it()
    {
        var stream = _circuit.Breaker.Guard(_callee, static _ => throw new InvalidOperationException("asked"));

        Assert.Equal([1, 2, 3], await stream.ToListAsync());
    }

    [Fact]
    public async Task Each_enumeration_that_is_turned_away_gets_another_stream_which_is_not_counted()
    {
        var stream = _circuit.Breaker.Guard(_callee, _ => _other);
        _circuit.Open();
        var before = _circuit.Breaker.Totals();

        Assert.Equal([1], await stream.ToListAsync());
        Assert.Equal([1], await stream.ToListAsync());

        Assert.Equal((2, 2, 0), (_other.Enumerations, _other.Disposals, _callee.Enumerations));
        Assert.Equal(before with { Rejected = 2 }, _circuit.Breaker.Totals());
    }

    [Fact]
    public async Task It_is_made_from_the_rejection()
    {
        Exception? seen = null;
        var stream = _circuit.Breaker.Guard(_callee, error =>
        {
            seen = error;
            return _other;
        });
        var failure = _circuit.Open();

        await stream.ToListAsync();

        Assert.Same(failure, Assert.IsType<CircuitBreakerOpenException>(seen).InnerException);
    }

    [Fact]
    public async Task What_it_throws_reaches_the_consumer_and_is_not_counted()
    {
        var error = new IOException();
        var stream = _circuit.Breaker.Guard(_callee, _ => new Callee().Items(1).Throws(error));
        _circuit.Open();

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => stream.ToListAsync()));
        Assert.Equal(2, _circuit.Snapshot.Failed);
    }

    [Fact]
    public async Task None_at_all_is_said_so()
    {
        _circuit.Open();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _circuit.Breaker.Guard(_callee, static _ => null!).ToListAsync());

        Assert.Equal("The fallback behind circuit breaker 'orders' has returned null in place of a stream or its enumerator.", error.Message);
    }

    [Fact]
    public async Task It_gets_the_token_of_whoever_enumerates()
    {
        using var source = new CancellationTokenSource();
        var stream = _circuit.Breaker.Guard(_callee, _ => _other);
        _circuit.Open();

        await stream.ToListAsync(source.Token);

        Assert.Equal(source.Token, _other.Token);
    }

    [Fact]
    public async Task Whoever_has_cancelled_gets_the_cancellation()
    {
        _circuit.Open();

        await Assert.ThrowsAsync<TaskCanceledException>(() => _circuit.Breaker.Guard(_callee, _ => _other, Cancelled).ToListAsync());
        await Assert.ThrowsAsync<TaskCanceledException>(() => _circuit.Breaker.Guard(_callee, _ => _other).ToListAsync(Cancelled));
        Assert.Equal(0, _other.Enumerations);
    }

    [Fact]
    public void A_subscription_that_is_turned_away_gets_another_observable()
    {
        var (source, other) = (new Source(), new Source());
        var guarded = _circuit.Breaker.Guard(source, _ => other);
        using (guarded.Subscribe(new Nobody())) Assert.Equal((1, 0), (source.Subscriptions, other.Subscriptions));
        _circuit.Open();

        using (guarded.Subscribe(new Nobody())) Assert.Equal((1, 1), (source.Subscriptions, other.Subscriptions));
        Assert.Equal(1, _circuit.Snapshot.Rejected);
    }

    [Fact]
    public void Bad_input_is_refused_and_no_stream_is_none()
    {
        Assert.Throws<ArgumentNullException>("fallback", () => _circuit.Breaker.Guard(_callee, (Func<Exception, IAsyncEnumerable<int>>)null!));
        Assert.Throws<ArgumentNullException>("fallback", () => _circuit.Breaker.Guard(new Source(), null!));
        Assert.Null(_circuit.Breaker.Guard((IAsyncEnumerable<int>?)null, _ => _other));
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

    private sealed class Nobody : IObserver<int>
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
