namespace Aspects.Tests;

/// <summary>An observable is a call for each subscription.</summary>
public sealed class ObservableTests
{
    private static readonly IOException Error = new("The callee failed.");
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 2, SuccessThreshold = 1 });
    private readonly Source _source = new();
    private readonly Heard _heard = new();

    [Fact]
    public void Permission_is_asked_for_by_each_subscription_and_not_before()
    {
        var guarded = _circuit.Breaker.Guard(_source);
        Assert.Equal(0, _source.Subscriptions);

        guarded.Subscribe(_heard);
        _source.Complete();
        guarded.Subscribe(_heard);
        _source.Complete();

        Assert.Equal(2, _source.Subscriptions);
        Assert.Equal((2, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_rejection_arrives_as_an_error_and_the_source_hears_nothing()
    {
        _circuit.Open();

        using (_circuit.Breaker.Guard(_source).Subscribe(_heard))
        {
            Assert.IsType<CircuitBreakerOpenException>(_heard.Error);
        }

        Assert.Equal(0, _source.Subscriptions);
        Assert.Equal((0, 2, 0, 0, 1), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Items_and_the_end_arrive_and_the_end_is_a_success(int items)
    {
        using var subscription = _circuit.Breaker.Guard(_source).Subscribe(_heard);
        for (var i = 0; i < items; i++) _source.Next(i);
        _source.Complete();

        Assert.Equal(Enumerable.Range(0, items), _heard.Items);
        Assert.True(_heard.IsCompleted);
        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void Whoever_has_cancelled_the_call_is_told_so_and_gets_no_fallback()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        _circuit.Open();

        using (_circuit.Breaker.Guard(_source, static _ => throw new InvalidOperationException("asked"), source.Token).Subscribe(_heard))
        {
            Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(_heard.Error).CancellationToken);
        }
    }

    [Fact]
    public void The_callers_own_cancellation_is_neutral()
    {
        using var source = new CancellationTokenSource();
        using var subscription = _circuit.Breaker.Guard(_source, source.Token).Subscribe(_heard);
        source.Cancel();

        _source.Fail(new OperationCanceledException(source.Token));

        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void The_end_without_an_item_is_a_success_however_late_it_comes()
    {
        var circuit = new Circuit(new() { Timeout = TimeSpan.FromSeconds(2) });
        using var subscription = circuit.Breaker.Guard(_source).Subscribe(_heard);

        circuit.Clock.Advance(TimeSpan.FromMinutes(1));
        _source.Complete();

        Assert.Equal((1, 0, 0, 0, 0), circuit.Breaker.Totals());
        Assert.Equal(0, circuit.Snapshot.TimedOut);
    }

    [Fact]
    public void An_error_that_is_null_is_a_failure_and_gives_the_probe_back()
    {
        var circuit = Circuit.Elapsed();
        using var subscription = circuit.Breaker.Guard(_source).Subscribe(_heard);

        _source.Fail(null!);

        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
    }

    [Fact]
    public void A_fallback_that_throws_or_returns_null_is_heard_of_as_an_error()
    {
        var error = new IOException();
        _circuit.Open();

        using (_circuit.Breaker.Guard(_source, _ => throw error).Subscribe(_heard)) Assert.Same(error, _heard.Error);

        using (_circuit.Breaker.Guard(_source, static _ => null!).Subscribe(_heard))
        {
            Assert.Equal("The fallback behind circuit breaker 'orders' has returned null in place of an observable.", _heard.Error!.Message);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_error_before_or_after_the_first_item_is_a_failure(int items)
    {
        using var subscription = _circuit.Breaker.Guard(_source).Subscribe(_heard);
        for (var i = 0; i < items; i++) _source.Next(i);
        _source.Fail(Error);

        Assert.Same(Error, _heard.Error);
        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Who_unsubscribes_early_has_been_served_if_there_was_an_item(int items)
    {
        var subscription = _circuit.Breaker.Guard(_source).Subscribe(_heard);
        for (var i = 0; i < items; i++) _source.Next(i);
        subscription.Dispose();
        subscription.Dispose();
        _source.Fail(Error);

        Assert.True(_source.Unsubscriptions > 0);
        Assert.Equal(items > 0 ? (1, 0, 0, 0, 0) : (0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_source_that_throws_when_it_is_subscribed_to_has_failed_and_the_exception_flows_on()
    {
        var source = new Source { OnSubscribing = Error };

        Assert.Same(Error, Assert.Throws<IOException>(() => _circuit.Breaker.Guard(source).Subscribe(_heard)));

        Assert.Equal((0, 1, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void An_observer_that_throws_says_nothing_against_the_source()
    {
        var source = new Source { FirstItemWhileSubscribing = 1 };

        Assert.Throws<FormatException>(() => _circuit.Breaker.Guard(source).Subscribe(new Heard { OnItem = new FormatException() }));

        Assert.Equal((1, 0, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void Who_subscribes_without_an_observer_is_told_so_and_nothing_is_asked() =>
        Assert.Throws<ArgumentNullException>(() => _circuit.Breaker.Guard(_source).Subscribe(null!));

    [Fact]
    public void A_source_that_hands_out_no_way_to_unsubscribe_does_no_harm()
    {
        var source = new Source { HandsOutNull = true };

        _circuit.Breaker.Guard(source).Subscribe(_heard).Dispose();

        Assert.Equal((0, 0, 1, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void A_probe_is_settled_by_its_first_item_and_a_later_error_is_one_more_failure()
    {
        _circuit.Open();
        _circuit.ElapseBreak();
        using var subscription = _circuit.Breaker.Guard(_source).Subscribe(_heard);
        Assert.Equal(CircuitState.HalfOpen, _circuit.State);

        _source.Next(1);
        Assert.Equal(CircuitState.Closed, _circuit.State);
        _source.Fail(Error);

        Assert.Equal((CircuitState.Closed, 1), (_circuit.State, _circuit.Snapshot.ConsecutiveFailures));
        Assert.Equal((0, 3, 0, 0, 0), _circuit.Breaker.Totals());
    }

    [Fact]
    public void Slow_is_the_time_to_the_first_item()
    {
        var circuit = new Circuit(new() { SlowCallDuration = TimeSpan.FromSeconds(1), MinimumThroughput = 100 });
        circuit.Breaker.Guard(_source).Subscribe(_heard);
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        _source.Next(1);
        circuit.Clock.Advance(TimeSpan.FromMinutes(1));
        _source.Complete();
        circuit.Breaker.Guard(_source).Subscribe(_heard);
        circuit.Clock.Advance(TimeSpan.FromSeconds(2));
        _source.Next(1);
        _source.Complete();

        Assert.Equal((2, 1), (circuit.Snapshot.WindowCalls, circuit.Snapshot.WindowSlowCalls));
    }

    [Fact]
    public void Items_errors_and_unsubscribing_on_several_threads_count_once()
    {
        const int Subscriptions = 2_000;
        for (var i = 0; i < Subscriptions; i++)
        {
            var source = new Source();
            var subscription = _circuit.Breaker.Guard(source).Subscribe(new Heard());
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

    private sealed class Source : IObservable<int>
    {
        private IObserver<int>? _observer;

        public int Subscriptions { get; private set; }

        public int Unsubscriptions { get; private set; }

        public Exception? OnSubscribing { get; init; }

        public int? FirstItemWhileSubscribing { get; init; }

        public bool HandsOutNull { get; init; }

        public IDisposable Subscribe(IObserver<int> observer)
        {
            Subscriptions++;
            _observer = observer;
            if (OnSubscribing is not null) throw OnSubscribing;
            if (FirstItemWhileSubscribing is { } item) observer.OnNext(item);
            return HandsOutNull ? null! : new WayOut(this);
        }

        public void Next(int item) => _observer!.OnNext(item);

        public void Fail(Exception error) => _observer!.OnError(error);

        public void Complete() => _observer!.OnCompleted();

        private sealed class WayOut(Source source) : IDisposable
        {
            public void Dispose() => source.Unsubscriptions++;
        }
    }

    private sealed class Heard : IObserver<int>
    {
        public List<int> Items { get; } = [];

        public Exception? Error { get; private set; }

        public bool IsCompleted { get; private set; }

        public Exception? OnItem { get; init; }

        public void OnNext(int value)
        {
            Items.Add(value);
            if (OnItem is not null) throw OnItem;
        }

        public void OnError(Exception error) => Error = error;

        public void OnCompleted() => IsCompleted = true;
    }
}
