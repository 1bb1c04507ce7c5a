using System.Collections.Concurrent;
using System.Text.Json;

namespace Aspects.Tests;

/// <summary>A call listener receives each call once, with its outcome.</summary>
public sealed class CallListenerTests
{
    private readonly CallRecorder _calls = new();

    [Fact]
    public void Each_call_is_reported_once_with_its_outcome()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3 });
        using var subscription = circuit.Breaker.SubscribeToCalls(_calls);
        var stale = circuit.Enter();

        circuit.Succeed();
        circuit.Enter().Ignored();
        var error = circuit.Fail();
        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(1)));
        circuit.EnterRejected();
        stale.Succeeded();
        stale.Succeeded();

        var calls = _calls.WaitFor(6);
        Assert.Equal(
            [
                CircuitCallOutcome.Succeeded,
                CircuitCallOutcome.Ignored,
                CircuitCallOutcome.Failed,
                CircuitCallOutcome.Throttled,
                CircuitCallOutcome.Rejected,
                CircuitCallOutcome.Stale,
            ],
            calls.Select(static call => call.Outcome));
        Assert.Same(error, calls[2].Error);
        Assert.All(calls, static call => Assert.Equal(("orders", null, false, false), (call.Name, call.Duration, call.IsSlow, call.HasTimedOut)));
    }

    [Fact]
    public void Durations_slow_calls_and_timeouts_are_reported_where_they_are_measured()
    {
        var circuit = new Circuit(new() { SlowCallDuration = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(3) });
        using var subscription = circuit.Breaker.SubscribeToCalls(_calls.OnCall);

        foreach (var seconds in new[] { 1, 2, 4 })
        {
            var permit = circuit.Enter();
            circuit.Clock.Advance(TimeSpan.FromSeconds(seconds));
            permit.Succeeded();
        }

        var calls = _calls.WaitFor(3);
        Assert.Equal(
            [(1, false, false, CircuitCallOutcome.Succeeded), (2, true, false, CircuitCallOutcome.Succeeded), (4, true, true, CircuitCallOutcome.Failed)],
            calls.Select(static call => ((int)call.Duration!.Value.TotalSeconds, call.IsSlow, call.HasTimedOut, call.Outcome)));
    }

    [Fact]
    public void Only_a_breaker_with_a_call_listener_takes_the_slow_path()
    {
        var circuit = new Circuit();
        using var transitions = circuit.Breaker.Subscribe(new Recorder());
        Assert.False(IsOnSlowPath(circuit.Breaker));

        var first = circuit.Breaker.SubscribeToCalls(_calls);
        var second = circuit.Breaker.SubscribeToCalls(_calls);
        Assert.True(IsOnSlowPath(circuit.Breaker));
        first.Dispose();
        first.Dispose();
        Assert.True(IsOnSlowPath(circuit.Breaker));
        second.Dispose();
        Assert.False(IsOnSlowPath(circuit.Breaker));

        Assert.Equal((2, 2), (circuit.Snapshot.Succeeded, circuit.Snapshot.Ignored));
    }

    [Fact]
    public void New_settings_keep_the_call_listener()
    {
        var circuit = new Circuit();
        using var subscription = circuit.Breaker.SubscribeToCalls(_calls);

        circuit.Breaker.Configure(static options => options.ConsecutiveFailures = 9);
        circuit.Breaker.Isolate();
        circuit.Breaker.Release();
        circuit.Succeed();

        Assert.Equal(CircuitCallOutcome.Succeeded, _calls.WaitFor(1)[0].Outcome);
    }

    [Fact]
    public void A_registry_reports_the_calls_of_present_and_future_breakers_with_their_keys()
    {
        var registry = new CircuitBreakerRegistry(new TestClock());
        var before = registry.GetOrAdd("before");
        var partition = registry.GetOrAddPartition<int>("keyed");
        _ = partition[1];

        var subscription = registry.SubscribeToCalls(_calls);
        before.Enter().Succeeded();
        partition[1].Enter().Succeeded();
        partition[2].Enter().Succeeded();
        registry.GetOrAdd("after").Enter().Succeeded();

        Assert.Equal(
            [("before", null), ("keyed", 1), ("keyed", 2), ("after", (object?)null)],
            _calls.WaitFor(4).Select(static call => (call.Name, call.Key)));
        subscription.Dispose();
        Assert.All([before, partition[1], partition[2], registry.GetOrAdd("after")], static breaker => Assert.False(IsOnSlowPath(breaker)));
    }

    [Fact]
    public void A_listener_that_throws_is_reported_and_harms_nobody()
    {
        var circuit = new Circuit();
        var recorder = new Recorder();
        using var errors = circuit.Breaker.Subscribe(recorder);
        using var faulty = circuit.Breaker.SubscribeToCalls(static _ => throw new InvalidOperationException("The listener failed."));
        using var healthy = circuit.Breaker.SubscribeToCalls(_calls);

        circuit.Succeed();

        var error = recorder.WaitForCallbackErrors(1)[0];
        Assert.Equal(("CallListener", "The listener failed."), (error.Source, error.Error.Message));
        Assert.Equal(CircuitCallOutcome.Succeeded, _calls.WaitFor(1)[0].Outcome);
    }

    [Fact]
    public void A_listener_that_blocks_delays_no_call()
    {
        var circuit = new Circuit();
        using var release = new ManualResetEventSlim();
        using var blocked = circuit.Breaker.SubscribeToCalls(_ => release.Wait(TestContext.Current.CancellationToken));
        using var healthy = circuit.Breaker.SubscribeToCalls(_calls);

        for (var i = 0; i < 10; i++) circuit.Succeed();

        Assert.Equal(10, _calls.WaitFor(10).Count);
        release.Set();
    }

    [Fact]
    public void Modes_that_do_not_judge_report_their_calls_too()
    {
        var monitored = Circuit.Opened(new() { Mode = CircuitMode.Monitor });
        var disabled = new Circuit(new() { Mode = CircuitMode.Disabled });
        using var first = monitored.Breaker.SubscribeToCalls(_calls);
        using var second = disabled.Breaker.SubscribeToCalls(_calls);

        monitored.Succeed();
        disabled.Fail();

        Assert.Equal([CircuitCallOutcome.Succeeded, CircuitCallOutcome.Failed], _calls.WaitFor(2).Select(static call => call.Outcome).Order());
    }

    [Fact]
    public void The_calls_of_many_threads_are_each_reported_once()
    {
        const int CallsOfThread = 500;
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 0, FailureRatio = 0 });
        using var subscription = breaker.SubscribeToCalls(_calls);

        Threads.Run(Threads.Many, index =>
        {
            for (var i = 0; i < CallsOfThread; i++)
            {
                if (index == 0) breaker.Enter().Failed(new TimeoutException());
                else breaker.Enter().Succeeded();
            }
        });

        var calls = _calls.WaitFor(Threads.Many * CallsOfThread);
        Assert.Equal(Threads.Many * CallsOfThread, calls.Count);
        Assert.Equal(CallsOfThread, calls.Count(static call => call.Outcome == CircuitCallOutcome.Failed));
        Assert.Equal((Threads.Many * CallsOfThread, 0), (breaker.GetSnapshot().Calls, breaker.GetSnapshot().CallbackErrors));
    }

    [Fact]
    public void A_call_can_be_written_as_JSON_and_read()
    {
        var call = new CircuitCall("orders", CircuitCallOutcome.Failed, TimeSpan.FromSeconds(2), new IOException("The disk is full.")) { Key = "a", IsSlow = true };

        var json = JsonSerializer.Serialize(call);
        var read = JsonSerializer.Deserialize<CircuitCall>(json)!;

        Assert.Contains("\"Outcome\":\"Failed\"", json, StringComparison.Ordinal);
        Assert.Equal((call.Name, call.Outcome, call.Duration, true, false), (read.Name, read.Outcome, read.Duration, read.IsSlow, read.HasTimedOut));
        Assert.Equal("The disk is full.", read.Error!.Message);
    }

    [Fact]
    public void A_missing_listener_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new CircuitBreaker("orders").SubscribeToCalls((Action<CircuitCall>)null!));
        Assert.Throws<ArgumentNullException>(() => new CircuitBreaker("orders").SubscribeToCalls((ICircuitCallListener)null!));
    }

    private static bool IsOnSlowPath(CircuitBreaker breaker)
    {
        Assert.True(breaker.TryEnter(out var permit));

        // A task that has completed is settled on the fast path only.
        var isOnSlowPath = !permit.TrySettle(ValueTask.CompletedTask);
        if (isOnSlowPath) permit.Ignored();
        return isOnSlowPath;
    }

    private sealed class CallRecorder : ICircuitCallListener
    {
        private readonly ConcurrentQueue<CircuitCall> _recorded = new();

        public void OnCall(CircuitCall circuitCall) => _recorded.Enqueue(circuitCall);

        public IReadOnlyList<CircuitCall> WaitFor(int count)
        {
            TestTimeout.WaitUntil(() => _recorded.Count >= count);
            return [.. _recorded];
        }
    }
}
