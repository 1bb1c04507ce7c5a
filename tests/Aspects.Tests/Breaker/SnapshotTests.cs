namespace Aspects.Tests;

/// <summary>The values of a snapshot.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void A_snapshot_counts_openings_and_closings_and_has_the_time_of_the_last_transition()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, BreakDuration = TimeSpan.FromSeconds(5) });
        Assert.Equal((0, 0, null), (circuit.Snapshot.TimesOpened, circuit.Snapshot.TimesClosed, circuit.Snapshot.LastStateChangeAt));
        circuit.Fail();
        circuit.ElapseBreak();
        circuit.Fail();
        circuit.ElapseBreak();
        circuit.Succeed();
        circuit.Breaker.Isolate();
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        circuit.Breaker.Release();
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));

        var snapshot = circuit.Snapshot;
        Assert.Equal((3, 2, 7), (snapshot.TimesOpened, snapshot.TimesClosed, snapshot.StateChanges));
        Assert.Equal(circuit.Clock.GetUtcNow() - TimeSpan.FromSeconds(1), snapshot.LastStateChangeAt);
        Assert.Equal(CircuitReason.Released, snapshot.Reason);
    }

    [Fact]
    public void A_snapshot_has_the_time_of_the_last_failure()
    {
        var circuit = new Circuit();
        Assert.Null(circuit.Snapshot.LastFailureAt);
        var at = circuit.Clock.GetUtcNow();
        circuit.Fail();
        circuit.Clock.Advance(TimeSpan.FromMinutes(3));
        circuit.Succeed();
        circuit.Enter().Ignored();

        Assert.Equal(at, circuit.Snapshot.LastFailureAt);
    }

    [Fact]
    public void Failures_by_type_add_up_to_all_failures_and_the_number_of_types_is_limited()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 0 });
        var names = typeof(Exception).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false, IsPublic: true, IsGenericType: false }
                && type.IsSubclassOf(typeof(Exception)) && type.GetConstructor([]) is not null)
            .Take(60)
            .ToArray();
        Assert.Equal(60, names.Length);

        foreach (var type in names) circuit.Enter().Failed((Exception)Activator.CreateInstance(type)!);
        circuit.Enter().Settle(CircuitOutcome.Failure);

        var snapshot = circuit.Snapshot;
        Assert.Equal(33, snapshot.FailuresByType.Count);
        Assert.Equal(29, snapshot.FailuresByType["(other)"]);
        Assert.Equal(1, snapshot.FailuresByType[names[0].FullName!]);
        Assert.Equal(61, snapshot.FailuresByType.Values.Sum());
        Assert.Equal(snapshot.Failed, snapshot.FailuresByType.Values.Sum());
    }

    [Fact]
    public void Durations_are_measured_with_MeasureDurations()
    {
        var circuit = new Circuit(new() { MeasureDurations = true });
        Assert.Null(circuit.Snapshot.Durations);
        for (var i = 1; i <= 100; i++)
        {
            var permit = circuit.Enter();
            circuit.Clock.Advance(TimeSpan.FromMilliseconds(i));
            permit.Succeeded();
        }

        var durations = circuit.Snapshot.Durations!;
        Assert.Equal(100, durations.Calls);
        Assert.InRange(durations.Average.TotalMilliseconds, 50.5 * 15 / 16, 50.5 * 17 / 16);
        AssertAbove(50, durations.Median);
        AssertAbove(90, durations.P90);
        AssertAbove(99, durations.P99);
        AssertAbove(100, durations.Max);

        static void AssertAbove(int milliseconds, TimeSpan actual) =>
            Assert.InRange(actual, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds * 1.125));
    }

    [Fact]
    public void Durations_are_not_measured_by_default()
    {
        var circuit = new Circuit();
        circuit.Succeed();

        Assert.Null(circuit.Snapshot.Durations);
    }

    [Fact]
    public void The_success_rate_leaves_ignored_calls_out()
    {
        var circuit = new Circuit();
        Assert.Equal(1, circuit.Snapshot.SuccessRate);
        circuit.Succeed();
        circuit.Succeed();
        circuit.Succeed();
        circuit.Fail();
        circuit.Enter().Ignored();

        Assert.Equal(0.75, circuit.Snapshot.SuccessRate);
        Assert.Equal(5, circuit.Snapshot.Calls);
    }

    [Fact]
    public void A_snapshot_has_the_limits_and_the_counts_of_the_window()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 4,
            FailureRatio = 0.6,
            MinimumThroughput = 7,
            SlowCallDuration = TimeSpan.FromSeconds(1),
            SlowCallRatio = 0.7,
            SuccessThreshold = 3,
            Mode = CircuitMode.Monitor,
        });
        circuit.Succeed();
        circuit.Fail();

        var snapshot = circuit.Snapshot;
        Assert.Equal((4, 0.6, 7), (snapshot.ConsecutiveFailureLimit, snapshot.FailureRatioLimit, snapshot.MinimumThroughput));
        Assert.Equal((0.7, 3, CircuitMode.Monitor), (snapshot.SlowCallRatioLimit, snapshot.SuccessThreshold, snapshot.Mode));
        Assert.Equal((2, 1, 0.5, 1), (snapshot.WindowCalls, snapshot.WindowFailures, snapshot.FailureRatio, snapshot.ConsecutiveFailures));
    }

    [Fact]
    public void The_explanation_of_a_closed_circuit_compares_the_counts_with_the_limits()
    {
        var circuit = new Circuit(new()
        {
            ConsecutiveFailures = 3,
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SlowCallDuration = TimeSpan.FromSeconds(1),
        });
        circuit.Succeed();
        circuit.Fail();

        Assert.Equal(
            "Closed: 1 of 3 consecutive failures; 1 of 2 calls in the window failed (opens at a share of 0.5 of at least 10 calls); "
            + "0 of 2 calls were slow (opens at a share of 0.5 of at least 10 calls).",
            circuit.Snapshot.Explanation);
        Assert.Equal("Closed: no rule can open the circuit.", new Circuit(new() { ConsecutiveFailures = 0 }).Snapshot.Explanation);
    }

    [Fact]
    public void The_explanation_of_an_open_circuit_has_the_reason_and_the_next_probe()
    {
        var circuit = Circuit.Opened(new() { BreakDuration = TimeSpan.FromSeconds(10) });
        circuit.Clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal("Open because of consecutive failures; next probe in 7.5 s.", circuit.Snapshot.Explanation);
        circuit.Clock.Advance(TimeSpan.FromSeconds(7.5));
        Assert.Equal("Half-open: 0 of 2 consecutive probes have succeeded.", circuit.Snapshot.Explanation);
        circuit.Succeed();
        Assert.Equal("Half-open: 1 of 2 consecutive probes have succeeded.", circuit.Snapshot.Explanation);
        circuit.Fail();
        Assert.StartsWith("Open because of a failed probe;", circuit.Snapshot.Explanation, StringComparison.Ordinal);
        circuit.Breaker.Isolate();
        Assert.Equal("Isolated by hand: call Release to close the circuit.", circuit.Snapshot.Explanation);
    }

    [Theory]
    [InlineData(CircuitReason.FailureCount, "the number of failed calls")]
    [InlineData(CircuitReason.FailureRatio, "the share of failed calls")]
    [InlineData(CircuitReason.SlowCallRatio, "the share of slow calls")]
    [InlineData(CircuitReason.Throttled, "throttling by the callee")]
    [InlineData(CircuitReason.Restored, "its initial or restored state")]
    [InlineData(CircuitReason.OpenedByHand, "a command to open for a time")]
    public void Every_reason_of_an_opening_has_its_own_text(CircuitReason reason, string words)
    {
        var snapshot = Circuit.Opened().Snapshot with { Reason = reason };

        Assert.StartsWith($"Open because of {words};", snapshot.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_reads_changes_nothing()
    {
        var circuit = Circuit.Opened(new() { FailureRatio = 0.5, SlowCallDuration = TimeSpan.FromSeconds(1), SlowCallRatio = 1 });
        circuit.ElapseBreak();
        var before = circuit.Snapshot;
        for (var i = 0; i < 10; i++)
        {
            _ = circuit.State;
            _ = circuit.Snapshot.Explanation;
            _ = circuit.Breaker.Save();
        }

        Assert.Equal(before, circuit.Snapshot);
    }

    [Theory]
    [InlineData("failed calls", true)]
    [InlineData("failed calls", false)]
    [InlineData("throttled call", false)]
    [InlineData("failed probe", true)]
    [InlineData("isolation", true)]
    [InlineData("opening by hand", true)]
    public void The_time_of_an_opening_is_the_same_in_the_snapshot_the_transition_and_the_rejection(string cause, bool hasGenerator)
    {
        var clock = new RestlessClock();
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 1, BreakDuration = TimeSpan.FromMinutes(1), Jitter = 0 };
        if (hasGenerator) options.BreakDurationGenerator = static _ => TimeSpan.FromMinutes(2);
        var breaker = new CircuitBreaker("orders", options, clock);
        var recorder = new Recorder();
        using var subscription = breaker.Subscribe(recorder);
        switch (cause)
        {
            case "throttled call":
                breaker.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromMinutes(2)));
                break;
            case "isolation":
                breaker.Isolate();
                break;
            case "opening by hand":
                breaker.Open(TimeSpan.FromMinutes(1));
                break;
            default:
                breaker.Enter().Failed(new IOException());
                break;
        }

        if (cause == "failed probe")
        {
            clock.Elapsed = TimeSpan.FromMinutes(2);
            breaker.Enter().Failed(new IOException());
        }

        var snapshot = breaker.GetSnapshot();
        var transition = recorder.WaitForTransitions((int)snapshot.StateChanges)[^1];
        Assert.False(breaker.TryEnter(out var permit));
        var rejection = Assert.IsType<CircuitBreakerOpenException>(permit.Rejection());
        Assert.NotNull(snapshot.OpenedAt);
        Assert.Equal((snapshot.OpenedAt, snapshot.OpenedAt), (transition.OccurredAt, snapshot.LastStateChangeAt));
        Assert.Equal((snapshot.OpenedAt, snapshot.OpenedAt), (rejection.OpenedAt, breaker.GetSnapshot().OpenedAt));
    }

    [Fact]
    public void The_time_of_the_last_failure_is_taken_once_and_follows_no_clock_that_is_set_later()
    {
        var circuit = new Circuit();
        circuit.Fail();
        var at = circuit.Snapshot.LastFailureAt;

        circuit.Clock.Advance(TimeSpan.FromSeconds(1.5));
        circuit.Clock.SetWallClockBy(TimeSpan.FromHours(-1));

        Assert.NotNull(at);
        Assert.Equal(at, circuit.Snapshot.LastFailureAt);
        Assert.Equal(circuit.Snapshot, circuit.Snapshot);
    }

    /// <summary>A clock whose wall time is another at each read, so that two reads never agree.</summary>
    private sealed class RestlessClock : TimeProvider
    {
        private long _reads;

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => TimeSpan.TicksPerDay + Elapsed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMinutes(Interlocked.Increment(ref _reads));
    }
}
