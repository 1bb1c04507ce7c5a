namespace Aspects.Tests;

/// <summary>Listeners receive all transitions in order. Their exceptions and delays harm no caller.</summary>
public sealed class ListenerTests
{
    private readonly Circuit _circuit = new(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, BreakDuration = TimeSpan.FromSeconds(5) });

    [Fact]
    public void Transitions_arrive_in_order_with_their_details()
    {
        var listener = new Recorder();
        using var subscription = _circuit.Breaker.Subscribe(listener);
        var at = _circuit.Clock.GetUtcNow();

        var error = _circuit.Fail();
        _circuit.ElapseBreak();
        _circuit.Succeed();

        var received = listener.WaitForTransitions(3);
        Assert.Equal(
            new CircuitTransition(
                "orders", 1, CircuitState.Closed, CircuitState.Open, CircuitReason.ConsecutiveFailures, at, TimeSpan.FromSeconds(5), error),
            received[0]);
        Assert.Equal(
            new CircuitTransition(
                "orders", 2, CircuitState.Open, CircuitState.HalfOpen, CircuitReason.BreakElapsed, at + TimeSpan.FromSeconds(5), null, null),
            received[1]);
        Assert.Equal((3, CircuitState.Closed, CircuitReason.ProbesSucceeded), (received[2].Number, received[2].To, received[2].Reason));
    }

    [Fact]
    public void A_listener_is_never_called_on_the_callers_thread()
    {
        var caller = Environment.CurrentManagedThreadId;
        var receivedOn = caller;
        var listener = new Recorder { BeforeRecording = _ => receivedOn = Environment.CurrentManagedThreadId };
        var thread = new Thread(() =>
        {
            caller = Environment.CurrentManagedThreadId;
            using var subscription = _circuit.Breaker.Subscribe(listener);
            _circuit.Fail();
            listener.WaitForTransitions(1);
        });
        thread.Start();
        thread.Join();

        Assert.NotEqual(caller, receivedOn);
    }

    [Fact]
    public void The_exception_of_a_listener_is_reported_to_the_other_listeners()
    {
        var thrown = new NotSupportedException();
        var bad = new Recorder { BeforeRecording = _ => throw thrown };
        var good = new Recorder();
        using var first = _circuit.Breaker.Subscribe(bad);
        using var second = _circuit.Breaker.Subscribe(good);

        _circuit.Fail();
        _circuit.ElapseBreak();
        _circuit.Succeed();

        Assert.Equal([1, 2, 3], good.WaitForTransitions(3).Select(static t => t.Number));
        Assert.Equal(("orders", "Listener", thrown), (good.WaitForCallbackErrors(3)[0].Name, good.CallbackErrors[0].Source, good.CallbackErrors[0].Error));
        Assert.Empty(bad.CallbackErrors);
        Assert.Equal(3, _circuit.Snapshot.CallbackErrors);
    }

    [Fact]
    public void A_listener_that_blocks_delays_neither_the_breaker_nor_the_other_listeners()
    {
        using var release = new ManualResetEventSlim();
        var blocked = new Recorder { BeforeRecording = _ => release.Wait(TestTimeout.Limit) };
        var good = new Recorder();
        using var first = _circuit.Breaker.Subscribe(blocked);
        using var second = _circuit.Breaker.Subscribe(good);

        _circuit.Fail();
        _circuit.ElapseBreak();
        _circuit.Succeed();

        Assert.Equal(3, good.WaitForTransitions(3).Count);
        Assert.Empty(blocked.Transitions);
        release.Set();
        Assert.Equal([1, 2, 3], blocked.WaitForTransitions(3).Select(static t => t.Number));
    }

    [Fact]
    public void A_listener_can_isolate_the_breaker_during_a_notification()
    {
        var listener = new Recorder
        {
            BeforeRecording = transition =>
            {
                if (transition.To == CircuitState.Open) _circuit.Breaker.Isolate();
            },
        };
        using var subscription = _circuit.Breaker.Subscribe(listener);

        _circuit.Fail();

        Assert.Equal([CircuitState.Open, CircuitState.Isolated], listener.WaitForTransitions(2).Select(static t => t.To));
        Assert.Equal(CircuitState.Isolated, _circuit.State);
    }

    [Fact]
    public void A_disposed_subscription_receives_no_more_transitions()
    {
        var unsubscribed = new Recorder();
        var good = new Recorder();
        var subscription = _circuit.Breaker.Subscribe(unsubscribed);
        using var other = _circuit.Breaker.Subscribe(good);
        subscription.Dispose();
        subscription.Dispose();

        _circuit.Fail();

        good.WaitForTransitions(1);
        Assert.Empty(unsubscribed.Transitions);
    }

    [Fact]
    public void A_listener_of_a_registry_receives_the_transitions_of_present_and_future_breakers()
    {
        var registry = new CircuitBreakerRegistry();
        var early = registry.GetOrAdd("early");
        var listener = new Recorder();
        using var subscription = registry.Subscribe(listener);

        early.Isolate();
        registry.GetOrAdd("late").Isolate();

        Assert.Equal(["early", "late"], listener.WaitForTransitions(2).Select(static t => t.Name).Order());
    }

    [Fact]
    public void Concurrent_failures_cause_one_notification()
    {
        var listener = new Recorder();
        using var subscription = _circuit.Breaker.Subscribe(listener);
        var permits = Enumerable.Range(0, Threads.Many).Select(_ => _circuit.Enter()).ToArray();

        Threads.Run(Threads.Many, index => permits[index].Failed(new TimeoutException()));
        _circuit.Breaker.Isolate();

        Assert.Equal([CircuitState.Open, CircuitState.Isolated], listener.WaitForTransitions(2).Select(static t => t.To));
    }

    [Fact]
    public void A_null_listener_is_refused()
    {
        Assert.Throws<ArgumentNullException>("listener", () => _circuit.Breaker.Subscribe(null!));
        Assert.Throws<ArgumentNullException>("listener", () => new CircuitBreakerRegistry().Subscribe(null!));
    }
}
