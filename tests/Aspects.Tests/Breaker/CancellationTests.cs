namespace Aspects.Tests;

/// <summary>A cancellation by the caller is neutral. Every other cancellation is a failure of the callee.</summary>
public sealed class CancellationTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public void The_callers_cancellation_is_neutral()
    {
        var circuit = new Circuit();

        circuit.Enter().Failed(new OperationCanceledException(Cancelled), Cancelled);

        Assert.Equal(1, circuit.Snapshot.Ignored);
        Assert.Equal(0, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void The_callers_cancellation_is_neutral_when_the_callee_reports_a_linked_token()
    {
        using var caller = new CancellationTokenSource();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(caller.Token);
        var circuit = new Circuit();
        caller.Cancel();

        circuit.Enter().Failed(new TaskCanceledException(null, null, linked.Token), caller.Token);

        Assert.Equal(1, circuit.Snapshot.Ignored);
    }

    [Fact]
    public void A_cancellation_by_another_token_is_a_failure()
    {
        using var caller = new CancellationTokenSource();
        var circuit = new Circuit();

        circuit.Enter().Failed(new OperationCanceledException(Cancelled), caller.Token);

        Assert.Equal(1, circuit.Snapshot.Failed);
        Assert.Equal(1, circuit.Snapshot.ConsecutiveFailures);
    }

    [Fact]
    public void A_cancellation_without_a_callers_token_is_a_failure()
    {
        var circuit = new Circuit();

        circuit.Enter().Failed(new OperationCanceledException());

        Assert.Equal(1, circuit.Snapshot.Failed);
    }

    [Fact]
    public void An_exception_of_any_type_after_the_callers_cancellation_is_neutral()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { ConsecutiveFailures = 3 }
            .Handle<FormatException>()
            .Classify(static _ => CircuitOutcome.Failure)
            .ClassifyWith<FailuresOnly>());

        circuit.Enter().Failed(new FormatException(), Cancelled);
        circuit.Enter().Failed(new AggregateException(new IOException(), new OperationCanceledException()), Cancelled);
        Assert.False(circuit.Enter().FailedInFilter(new InvalidOperationException("", new OperationCanceledException()), Cancelled));

        Assert.Equal((CircuitState.Closed, 3, 0), (circuit.State, circuit.Snapshot.Ignored, circuit.Snapshot.Failed));
    }

    [Fact]
    public void A_probe_that_fails_with_any_exception_after_the_callers_cancellation_returns_its_slot()
    {
        var circuit = Circuit.Elapsed();

        circuit.Enter().Failed(new IOException(), Cancelled);

        Assert.Equal(CircuitState.HalfOpen, circuit.State);
        circuit.Enter();
    }

    [Fact]
    public async Task A_stream_that_fails_with_any_exception_after_the_callers_cancellation_is_neutral()
    {
        var circuit = new Circuit();

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(new StreamCallee().Items(1).Throw(new IOException()), Cancelled).ToListAsync());

        Assert.Equal((1, 0), (circuit.Snapshot.Ignored, circuit.Snapshot.Failed));
    }

    [Fact]
    public void A_rule_for_cancelled_calls_decides_about_their_exceptions_and_no_others()
    {
        Func<Exception, CircuitOutcome?> rule = static error => error is IOException ? CircuitOutcome.Failure : null;
        var circuit = new Circuit(new CircuitBreakerOptions().ClassifyWith<FailuresOnly>().ClassifyCancelled(rule));

        circuit.Enter().Failed(new IOException(), Cancelled);
        circuit.Enter().Failed(new FormatException(), Cancelled);

        Assert.Equal((1, 1), (circuit.Snapshot.Failed, circuit.Snapshot.Ignored));
    }

    [Fact]
    public void A_classifier_type_can_judge_the_exceptions_of_cancelled_calls()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().ClassifyWith<FailuresOfCancelledCalls>());

        circuit.Enter().Failed(new IOException(), Cancelled);
        circuit.Enter().Failed(new OperationCanceledException(), Cancelled);

        Assert.Equal((1, 1), (circuit.Snapshot.Failed, circuit.Snapshot.Ignored));
    }

    [Fact]
    public void A_rule_for_cancelled_calls_that_throws_is_reported_and_the_call_is_ignored()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().ClassifyCancelled(static _ => throw new NotSupportedException()));

        circuit.Enter().Failed(new IOException(), Cancelled);

        Assert.Equal((1, 1), (circuit.Snapshot.Ignored, circuit.Snapshot.CallbackErrors));
    }

    private abstract class FailuresOnly : IOutcomeClassifier
    {
        public static CircuitOutcome Classify(Exception exception) => CircuitOutcome.Failure;
    }

    private abstract class FailuresOfCancelledCalls : IOutcomeClassifier
    {
        public static CircuitOutcome Classify(Exception exception) => CircuitOutcome.Ignored;

        public static CircuitOutcome? ClassifyCancelled(Exception exception) => exception is IOException ? CircuitOutcome.Failure : null;
    }
}
