namespace Aspects.Tests;

/// <summary>Each subscription of a guarded observable is a call.</summary>
public sealed class ObservableTests
{
    private static readonly IOException Error = new("The callee failed.");
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2, SuccessThreshold = 1 });
    private readonly Source _source = new();
    private readonly RecordingObserver _observer = new();

    [Fact]
    public void Each_subscription_takes_its_own_permit()
    {
        var guarded = _circuit.Breaker.Guard(_source);
        Assert.Equal(0, _source.Subscriptions);

        guarded.Subscribe(_observer);
        _source.Complete();
        guarded.Subscribe(_observer);
        _source.Complete();

        Assert.Equal(2, _source.Subscriptions);
        Assert.Equal((2, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_rejection_arrives_as_an_error_and_the_source_is_not_subscribed()
    {
        _circuit.Open();

        using (_circuit.Breaker.Guard(_source).Subscribe(_observer))
        {
            Assert.IsType<CircuitBreakerOpenException>(_observer.Error);
        }

        Assert.Equal(0, _source.Subscriptions);
        Assert.Equal((0, 2, 0, 0, 1), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Items_and_completion_arrive_and_the_completion_is_a_success(int items)
    {
        using var subscription = _circuit.Breaker.Guard(_source).Subscribe(_observer);
        for (var i = 0; i < items; i++) _source.Next(i);
        _source.Complete();

        Assert.Equal(Enumerable.Range(0, items), _observer.Items);
        Assert.True(_observer.IsCompleted);
        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_caller_that_has_cancelled_gets_a_cancellation_and_no_fallback()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        _circuit.Open();

        using (_circuit.Breaker.Guard(_source, static _ => throw new InvalidOperationException("asked"), source.Token).Subscribe(_observer))
        {
            Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(_observer.Error).CancellationToken);
        }
    }

    [Fact]
    public void The_callers_cancellation_is_neutral()
    {
        using var source = new CancellationTokenSource();
        using var subscription = _circuit.Breaker.Guard(_source, source.Token).Subscribe(_observer);
        source.Cancel();

        _source.Fail(new OperationCanceledException(source.Token));

        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_completion_without_an_item_is_a_success_at_any_time()
    {
        var circuit = new Circuit(new() { Timeout = TimeSpan.FromSeconds(2) });
        using var subscription = circuit.Breaker.Guard(_source).Subscribe(_observer);

        circuit.Clock.Advance(TimeSpan.FromMinutes(1));
        _source.Complete();

        Assert.Equal((1, 0, 0, 0, 0), circuit.Breaker.Totals());
        Assert.Equal(0, circuit.Snapshot.TimedOut);
    }

    [Fact]
    public void A_null_error_is_a_failure_and_settles_the_probe()
    {
        var circuit = Circuit.Elapsed();
        using var subscription = circuit.Breaker.Guard(_source).Subscribe(_observer);

        _source.Fail(null!);

        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
    }

    [Fact]
    public void A_fallback_that_throws_or_returns_null_arrives_as_an_error()
    {
        var error = new IOException();
        _circuit.Open();

        using (_circuit.Breaker.Guard(_source, _ => throw error).Subscribe(_observer)) Assert.Same(error, _observer.Error);

        using (_circuit.Breaker.Guard(_source, static _ => null!).Subscribe(_observer))
        {
            Assert.Equal("The fallback of circuit breaker 'orders' returned null. Return an observable.", _observer.Error!.Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_error_before_or_after_the_first_item_is_a_failure(int items)
    {
        using var subscription = _circuit.Breaker.Guard(_source).Subscribe(_observer);
        for (var i = 0; i < items; i++) _source.Next(i);
        _source.Fail(Error);

        Assert.Same(Error, _observer.Error);
        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Unsubscribing_early_is_a_success_after_an_item_and_neutral_before(int items)
    {
        var subscription = _circuit.Breaker.Guard(_source).Subscribe(_observer);
        for (var i = 0; i < items; i++) _source.Next(i);
        subscription.Dispose();
        subscription.Dispose();
        _source.Fail(Error);

        Assert.True(_source.Unsubscriptions > 0);
        Assert.Equal(items > 0 ? (1, 0, 0, 0, 0) : (0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_source_that_throws_during_the_subscription_is_a_failure_and_the_caller_gets_the_exception()
    {
        var source = new Source { SubscriptionError = Error };

        Assert.Same(Error, Assert.Throws<IOException>(() => _circuit.Breaker.Guard(source).Subscribe(_observer)));

        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void An_observer_that_throws_is_no_failure_of_the_source()
    {
        var source = new Source { FirstItemWhileSubscribing = 1 };

        Assert.Throws<FormatException>(() => _circuit.Breaker.Guard(source).Subscribe(new RecordingObserver { ItemError = new FormatException() }));

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_null_observer_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => _circuit.Breaker.Guard(_source).Subscribe(null!));

    [Fact]
    public void A_source_that_returns_a_null_subscription_does_no_harm()
    {
        var source = new Source { ReturnsNull = true };

        _circuit.Breaker.Guard(source).Subscribe(_observer).Dispose();

        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void The_first_item_settles_a_probe_and_a_later_error_is_a_failure()
    {
        _circuit.Open();
        _circuit.ElapseBreak();
        using var subscription = _circuit.Breaker.Guard(_source).Subscribe(_observer);
        Assert.Equal(CircuitState.HalfOpen, _circuit.State);

        _source.Next(1);
        Assert.Equal(CircuitState.Closed, _circuit.State);
        _source.Fail(Error);

        Assert.Equal((CircuitState.Closed, 1), (_circuit.State, _circuit.Snapshot.ConsecutiveFailures));
        Assert.Equal((0, 3, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void The_duration_of_a_subscription_is_the_time_to_its_first_item()
    {
        var circuit = new Circuit(new() { SlowCallDuration = TimeSpan.FromSeconds(1), MinimumThroughput = 100 });
        circuit.Breaker.Guard(_source).Subscribe(_observer);
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        _source.Next(1);
        circuit.Clock.Advance(TimeSpan.FromMinutes(1));
        _source.Complete();
        circuit.Breaker.Guard(_source).Subscribe(_observer);
        circuit.Clock.Advance(TimeSpan.FromSeconds(2));
        _source.Next(1);
        _source.Complete();

        Assert.Equal((2, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowSlowCalls));
    }

    [Fact]
    public void Items_and_unsubscribing_on_several_threads_count_once()
    {
        const int Subscriptions = 2_000;
        for (var i = 0; i < Subscriptions; i++)
        {
            var source = new Source();
            var subscription = _circuit.Breaker.Guard(source).Subscribe(new RecordingObserver());
            Threads.Run(2, thread =>
            {
                if (thread == 0) subscription.Dispose();
                else source.Next(1);
            });
            source.Complete();
        }

        Assert.Equal(Subscriptions, _circuit.Snapshot.Calls);
        Assert.Equal(Subscriptions, _circuit.Snapshot.Succeeded + _circuit.Snapshot.Ignored);
    }

    [Fact]
    public async Task A_generator_that_blocks_at_a_slow_first_item_does_not_block_the_unsubscription()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var circuit = Circuit.Elapsed(new()
        {
            ConsecutiveFailures = 1,
            SlowCallDuration = TimeSpan.FromSeconds(1),
            BreakDurationGenerator = context =>
            {
                if (context.Reason != CircuitReason.ProbeFailed) return context.DefaultDuration;
                entered.Set();
                release.Wait(TestTimeout.Limit);
                return context.DefaultDuration;
            },
        });
        var source = new Source();
        var subscription = circuit.Breaker.Guard(source)!.Subscribe(new RecordingObserver());
        circuit.Clock.Advance(TimeSpan.FromSeconds(3));
        var item = Task.Run(() => source.Next(1), TestContext.Current.CancellationToken);
        Assert.True(entered.Wait(TestTimeout.Limit, TestContext.Current.CancellationToken));

        await Task.Run(subscription.Dispose, TestContext.Current.CancellationToken).WaitAsync(TestTimeout.Limit / 2);
        release.Set();
        await item;

        Assert.Equal((CircuitState.Open, 2L), (circuit.State, circuit.Snapshot.Calls));
    }

    private sealed class Source : IObservable<int>
    {
        private IObserver<int>? _observer;

        public int Subscriptions { get; private set; }

        public int Unsubscriptions { get; private set; }

        public Exception? SubscriptionError { get; init; }

        public int? FirstItemWhileSubscribing { get; init; }

        public bool ReturnsNull { get; init; }

        public IDisposable Subscribe(IObserver<int> observer)
        {
            Subscriptions++;
            _observer = observer;
            if (SubscriptionError is not null) throw SubscriptionError;
            if (FirstItemWhileSubscribing is { } item) observer.OnNext(item);
            return ReturnsNull ? null! : new Subscription(this);
        }

        public void Next(int item) => _observer!.OnNext(item);

        public void Fail(Exception error) => _observer!.OnError(error);

        public void Complete() => _observer!.OnCompleted();

        private sealed class Subscription(Source source) : IDisposable
        {
            public void Dispose() => source.Unsubscriptions++;
        }
    }

    private sealed class RecordingObserver : IObserver<int>
    {
        public List<int> Items { get; } = [];

        public Exception? Error { get; private set; }

        public bool IsCompleted { get; private set; }

        public Exception? ItemError { get; init; }

        public void OnNext(int value)
        {
            Items.Add(value);
            if (ItemError is not null) throw ItemError;
        }

        public void OnError(Exception error) => Error = error;

        public void OnCompleted() => IsCompleted = true;
    }
}
