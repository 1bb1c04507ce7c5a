namespace Aspects.Tests;

/// <summary>
/// The rules that classify exceptions and results. A rule that throws does not change what the caller gets.
/// </summary>
public sealed class OutcomeRulesTests
{
    [Fact]
    public void Without_rules_every_exception_is_a_failure() =>
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new(), new TimeoutException()));

    [Fact]
    public void Handled_exceptions_and_their_subclasses_are_failures_and_all_others_are_ignored()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions().Handle<IOException>().Handle<TimeoutException>();

        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException()));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new FileNotFoundException()));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new TimeoutException()));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new ArgumentException("given")));
    }

    [Fact]
    public void Ignored_exceptions_are_ignored_and_all_others_stay_failures()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions().Ignore<ArgumentException>();

        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new ArgumentNullException("given")));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException()));
    }

    [Fact]
    public void A_predicate_selects_among_the_exceptions_of_a_type()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions()
            .Handle<IOException>(static error => error.Message == "bad")
            .Ignore<TimeoutException>(static error => error.Message == "fine");

        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException("bad")));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new IOException("other")));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new TimeoutException("fine")));
    }

    [Fact]
    public void The_first_rule_with_an_outcome_wins()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions()
            .Ignore<FileNotFoundException>()
            .Classify(static error => error is TimeoutException ? CircuitOutcome.Success : null)
            .Handle<IOException>()
            .Ignore<IOException>();

        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new FileNotFoundException()));
        Assert.Equal(CircuitOutcomeKind.Success, KindOf(Options(), new TimeoutException()));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException()));
    }

    [Fact]
    public void A_rule_can_classify_an_exception_as_throttled()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(static _ => CircuitOutcome.Throttled(TimeSpan.FromSeconds(9))));

        circuit.Fail();

        Assert.Equal(TimeSpan.FromSeconds(9), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void Handle_makes_an_inner_rejection_a_failure_of_the_outer_breaker()
    {
        var rejection = new CircuitBreakerOpenException("inner", CircuitState.Open);

        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(new(), rejection));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new CircuitBreakerOptions().Handle<CircuitBreakerOpenException>(), rejection));
    }

    [Fact]
    public async Task A_result_is_classified_by_the_rules_of_its_type_in_every_kind_of_call()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { ConsecutiveFailures = 100 }
            .ClassifyResult<int>(static result => result < 0 ? CircuitOutcome.Failure : CircuitOutcome.Success)
            .ClassifyResult<int>(static result => result == 7 ? CircuitOutcome.Ignored : CircuitOutcome.Success));

        Assert.Equal(-1, circuit.Breaker.Execute(static () => -1));
        Assert.Equal(-1, await circuit.Enter().Guard(Task.FromResult(-1)));
        Assert.Equal(-1, await circuit.Enter().Guard(new ValueTask<int>(-1)));
        Assert.Equal(3, circuit.Snapshot.ConsecutiveFailures);
        Assert.Equal(3, circuit.Snapshot.FailuresByType["(result)"]);

        Assert.Equal(7, circuit.Breaker.Execute(static () => 7));
        Assert.Equal("-1", circuit.Breaker.Execute(static () => "-1"));
        Assert.Equal((1, 1), (circuit.Snapshot.Ignored, circuit.Snapshot.Succeeded));
    }

    [Fact]
    public async Task A_result_of_a_pending_task_is_classified()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().ClassifyResult<int>(static _ => CircuitOutcome.Failure));
        var first = new TaskCompletionSource<int>();
        var second = new TaskCompletionSource<int>();
        var guarded = circuit.Enter().Guard(first.Task);
        var guardedValue = circuit.Enter().Guard(new ValueTask<int>(second.Task));

        first.SetResult(1);
        second.SetResult(2);

        Assert.Equal(1, await guarded);
        Assert.Equal(2, await guardedValue);
        Assert.Equal(2, circuit.Snapshot.Failed);
    }

    [Fact]
    public void A_classifier_type_classifies_exceptions_and_results()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions().ClassifyWith<TextClassifier, string>();

        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new FormatException()));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException()));
        var circuit = new Circuit(Options());
        circuit.Breaker.Execute(static () => "busy");
        Assert.Equal(1, circuit.Snapshot.Throttled);
    }

    [Fact]
    public void A_probe_whose_classifier_throws_fails_and_its_caller_gets_the_exception_of_the_callee()
    {
        var thrown = new NotSupportedException();
        var throws = false;
        var circuit = Circuit.Elapsed(new CircuitBreakerOptions { ConsecutiveFailures = 1 }
            .Classify(_ => throws ? throw thrown : CircuitOutcome.Failure));
        throws = true;
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);
        var own = new IOException();

        Assert.Same(own, Assert.Throws<IOException>(() => circuit.Breaker.Execute(() => throw own)));

        Assert.Equal((CircuitState.Open, CircuitReason.ProbeFailed), (circuit.State, circuit.Snapshot.Reason));
        Assert.Equal(("Classify", thrown), (listener.WaitForCallbackErrors(1)[0].Source, listener.CallbackErrors[0].Error));
        Assert.Equal((2, 1), (circuit.Snapshot.Failed, circuit.Snapshot.CallbackErrors));
    }

    [Fact]
    public void A_probe_whose_result_rule_throws_succeeds_and_keeps_its_result()
    {
        var thrown = new NotSupportedException();
        var circuit = Circuit.Elapsed(new CircuitBreakerOptions { ConsecutiveFailures = 1, SuccessThreshold = 1 }
            .ClassifyResult<int>(_ => throw thrown));
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);

        Assert.Equal(42, circuit.Breaker.Execute(static () => 42));

        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.Equal(("ClassifyResult", thrown), (listener.WaitForCallbackErrors(1)[0].Source, listener.CallbackErrors[0].Error));
    }

    [Fact]
    public void An_exception_whose_predicate_throws_is_judged_as_if_there_were_no_rules()
    {
        static CircuitBreakerOptions Options() =>
            new CircuitBreakerOptions().Handle<FormatException>().Ignore<Exception>(static _ => throw new NotSupportedException());

        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException()));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new CircuitBreakerOpenException("inner", CircuitState.Open)));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new AggregateException(new IOException())));
    }

    [Fact]
    public void The_rules_do_not_classify_the_callers_cancellation()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(static _ => CircuitOutcome.Failure));

        circuit.Enter().Failed(new OperationCanceledException(), new CancellationToken(canceled: true));

        Assert.Equal(1, circuit.Snapshot.Ignored);
    }

    [Fact]
    public void A_null_rule_is_refused()
    {
        var options = new CircuitBreakerOptions();

        Assert.Throws<ArgumentNullException>("classify", () => options.Classify(null!));
        Assert.Throws<ArgumentNullException>("classify", () => options.ClassifyResult<int>(null!));
    }

    private static CircuitOutcomeKind KindOf(CircuitBreakerOptions options, Exception error)
    {
        var circuit = new Circuit(options);
        circuit.Enter().Failed(error);
        var snapshot = circuit.Snapshot;
        return (snapshot.Succeeded, snapshot.Failed, snapshot.Ignored) switch
        {
            (1, 0, 0) => CircuitOutcomeKind.Success,
            (0, 1, 0) => CircuitOutcomeKind.Failure,
            (0, 0, 1) => CircuitOutcomeKind.Ignored,
            _ => CircuitOutcomeKind.Throttled,
        };
    }

    private abstract class TextClassifier : IOutcomeClassifier<string>
    {
        public static CircuitOutcome Classify(Exception exception) =>
            exception is FormatException ? CircuitOutcome.Ignored : CircuitOutcome.Failure;

        public static CircuitOutcome Classify(string result) =>
            result == "busy" ? CircuitOutcome.Throttled() : CircuitOutcome.Success;
    }
}
