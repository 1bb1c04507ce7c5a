namespace Aspects.Tests;

/// <summary>A generator decides how long the circuit stays open. Its exceptions harm no caller.</summary>
public sealed class BreakDurationGeneratorTests
{
    [Fact]
    public void The_break_has_the_duration_that_the_generator_returns()
    {
        var circuit = Opened(static _ => TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), circuit.Snapshot.RetryAfter);
        circuit.Clock.Advance(TimeSpan.FromSeconds(7) - Circuit.Tick);
        circuit.EnterRejected();
        circuit.Clock.Advance(Circuit.Tick);
        circuit.Enter();
    }

    [Fact]
    public void The_generator_sets_the_break_of_a_circuit_that_begins_open()
    {
        var circuit = new Circuit(new() { InitialState = CircuitState.Open, BreakDurationGenerator = static _ => TimeSpan.FromSeconds(7) });

        Assert.Equal(TimeSpan.FromSeconds(7), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_generator_lengthens_the_break_up_to_the_cap()
    {
        var circuit = Opened(static _ => TimeSpan.MaxValue);

        Assert.Equal(TimeSpan.FromMinutes(2), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_generator_that_throws_changes_neither_the_configured_break_nor_the_callers_exception()
    {
        var thrown = new NotSupportedException();
        var own = new TimeoutException();
        var circuit = new Circuit(Options(_ => throw thrown));
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);

        Assert.Same(own, Assert.Throws<TimeoutException>(() => circuit.Breaker.Execute(() => throw own)));

        Assert.Equal(CircuitState.Open, circuit.State);
        Assert.Equal(TimeSpan.FromSeconds(10), circuit.Snapshot.RetryAfter);
        var reported = Assert.Single(listener.WaitForCallbackErrors(1));
        Assert.Equal(("orders", "BreakDurationGenerator"), (reported.Name, reported.Source));
        Assert.Same(thrown, reported.Error);
        Assert.Equal(1, circuit.Snapshot.CallbackErrors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(TimeSpan.TicksPerMillisecond - 1)]
    public void A_duration_below_the_shortest_break_is_a_callback_error(long ticks)
    {
        var circuit = Opened(_ => TimeSpan.FromTicks(ticks));

        Assert.Equal(TimeSpan.FromSeconds(10), circuit.Snapshot.RetryAfter);
        Assert.Equal(1, circuit.Snapshot.CallbackErrors);
    }

    [Fact]
    public void The_context_has_the_failed_recoveries_the_ratio_the_failure_and_the_configured_break()
    {
        var seen = new List<BreakDurationContext>();
        var options = Options(context =>
        {
            seen.Add(context);
            return context.DefaultDuration;
        });
        options.FailureRatio = 1;
        options.ConsecutiveFailures = 2;
        options.BackoffFactor = 2;
        var circuit = new Circuit(options);
        circuit.Succeed();
        circuit.Fail();
        var first = circuit.Fail();
        circuit.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = circuit.Fail();

        Assert.Equal(
            new BreakDurationContext(
                "orders", CircuitReason.ConsecutiveFailures, 0, 2 / 3d, first, RetryAfter: null, TimeSpan.FromSeconds(10)),
            seen[0]);
        Assert.Equal(
            (CircuitReason.ProbeFailed, 1, TimeSpan.FromSeconds(20)), (seen[1].Reason, seen[1].FailedRecoveries, seen[1].DefaultDuration));
        Assert.Same(second, seen[1].Failure);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void A_generator_overrides_the_RetryAfter_of_the_callee()
    {
        BreakDurationContext? seen = null;
        var circuit = new Circuit(Options(context =>
        {
            seen = context;
            return TimeSpan.FromSeconds(3);
        }));

        circuit.Enter().Settle(CircuitOutcome.Throttled(TimeSpan.FromSeconds(40)));

        Assert.Equal((TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(40)), (seen!.RetryAfter, seen.DefaultDuration));
        Assert.Equal(CircuitReason.Throttled, seen.Reason);
        Assert.Equal(TimeSpan.FromSeconds(3), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_generator_can_call_the_breaker()
    {
        Circuit? circuit = null;
        circuit = new Circuit(Options(_ =>
        {
            circuit!.Breaker.Isolate();
            return TimeSpan.FromSeconds(1);
        }));

        circuit.Fail();

        Assert.Equal(CircuitState.Isolated, circuit.State);
        circuit.Clock.Advance(TimeSpan.FromDays(1));
        circuit.EnterRejected();
    }

    [Fact]
    public void Isolation_does_not_call_the_generator()
    {
        var circuit = new Circuit(Options(static _ => throw new NotSupportedException()));

        circuit.Breaker.Isolate();

        Assert.Equal(0, circuit.Snapshot.CallbackErrors);
    }

    [Theory]
    [InlineData("reset", CircuitState.Closed, null)]
    [InlineData("isolated", CircuitState.Isolated, null)]
    [InlineData("opened by hand", CircuitState.Open, 30)]
    [InlineData("opened again", CircuitState.Open, 20)]
    public async Task An_answer_that_comes_after_another_opening_or_closing_changes_nothing(string change, CircuitState state, int? seconds)
    {
        using var generator = new PendingGenerator(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        var circuit = new Circuit(Options(generator.Generate));
        var late = generator.BeginOpening(circuit);

        switch (change)
        {
            case "reset":
                circuit.Breaker.Reset();
                break;
            case "isolated":
                circuit.Breaker.Isolate();
                break;
            case "opened by hand":
                circuit.Breaker.Open(TimeSpan.FromSeconds(30));
                break;
            default:
                circuit.Breaker.Reset();
                var again = generator.BeginOpening(circuit);
                generator.Answer(1);
                await again;
                break;
        }

        generator.Answer(0);
        await late;

        var snapshot = circuit.Snapshot;
        Assert.Equal((state, 0), (snapshot.State, snapshot.CallbackErrors));
        if (seconds is { } wait) Assert.Equal(TimeSpan.FromSeconds(wait), snapshot.RetryAfter);
        circuit.Breaker.Reset();
        circuit.Succeed();
    }

    [Fact]
    public async Task Openings_at_the_same_time_keep_their_own_generated_breaks()
    {
        using var generator = new PendingGenerator(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        var options = Options(generator.Generate);
        options.Random = static () => 0.5;
        var circuit = new Circuit(options);
        var first = generator.BeginOpening(circuit);
        circuit.Breaker.Reset();
        var second = generator.BeginOpening(circuit);

        generator.Answer(0);
        await first;
        Assert.Equal(TimeSpan.FromSeconds(10), circuit.Snapshot.RetryAfter);
        generator.Answer(1);
        await second;

        Assert.Equal(TimeSpan.FromSeconds(20), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public async Task A_generator_that_throws_after_the_circuit_has_left_is_reported_and_changes_nothing()
    {
        using var generator = new PendingGenerator([null]);
        var circuit = new Circuit(Options(generator.Generate));
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);
        var late = generator.BeginOpening(circuit);
        circuit.Breaker.Reset();

        generator.Answer(0);
        await late;

        Assert.Equal("BreakDurationGenerator", Assert.Single(listener.WaitForCallbackErrors(1)).Source);
        Assert.Equal((CircuitState.Closed, null), (circuit.State, circuit.Snapshot.RetryAfter));
        circuit.Succeed();
    }

    private static Circuit Opened(Func<BreakDurationContext, TimeSpan> generator) => Circuit.Opened(Options(generator));

    private static CircuitBreakerOptions Options(Func<BreakDurationContext, TimeSpan> generator) => new()
    {
        ConsecutiveFailures = 1,
        BreakDuration = TimeSpan.FromSeconds(10),
        MaxBreakDuration = TimeSpan.FromMinutes(2),
        BreakDurationGenerator = generator,
    };

    /// <summary>A generator whose calls end when the test answers them, in any order.</summary>
    /// <param name="answers">The answer of each call; a call without an answer throws.</param>
    private sealed class PendingGenerator(params TimeSpan?[] answers) : IDisposable
    {
        private readonly ManualResetEventSlim[] _released = [.. answers.Select(static _ => new ManualResetEventSlim())];
        private int _calls;

        public TimeSpan Generate(BreakDurationContext context)
        {
            var call = Interlocked.Increment(ref _calls) - 1;
            Assert.True(_released[call].Wait(TestTimeout.Limit));
            return answers[call] ?? throw new NotSupportedException();
        }

        /// <summary>Opens the circuit on another thread, and waits until the generator runs.</summary>
        public Task BeginOpening(Circuit circuit)
        {
            var calls = Volatile.Read(ref _calls);
            var opening = Task.Run(() => circuit.Enter().Settle(CircuitOutcome.Failure), TestContext.Current.CancellationToken);
            TestTimeout.WaitUntil(() => Volatile.Read(ref _calls) > calls);
            return opening;
        }

        public void Answer(int call) => _released[call].Set();

        public void Dispose()
        {
            foreach (var released in _released) released.Dispose();
        }
    }
}
