namespace Aspects.Tests;

/// <summary>Exceptions that contain others: aggregates, tasks with several exceptions, and inner exceptions.</summary>
public sealed class ExceptionPartsTests
{
    private static readonly CircuitBreakerOpenException Rejection = new("inner", CircuitState.Open);

    [Fact]
    public void An_aggregate_is_judged_by_its_worst_part()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions { ConsecutiveFailures = 9 }
            .Handle<IOException>()
            .Classify(static error => error switch
            {
                TimeoutException => CircuitOutcome.Throttled(),
                FormatException => CircuitOutcome.Success,
                _ => null,
            });

        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new AggregateException(new IOException())));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new AggregateException(new TimeoutException(), new IOException())));
        Assert.Equal(CircuitOutcomeKind.Throttled, KindOf(Options(), new AggregateException(new ArgumentException(), new TimeoutException())));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new AggregateException(new FormatException(), new ArgumentException())));
        Assert.Equal(CircuitOutcomeKind.Success, KindOf(Options(), new AggregateException(new FormatException())));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new AggregateException(new AggregateException(), new AggregateException(new IOException()))));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new(), new AggregateException()));
    }

    [Fact]
    public void A_rule_that_covers_the_aggregate_itself_decides()
    {
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(new CircuitBreakerOptions().Ignore<AggregateException>(), new AggregateException(new IOException())));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new CircuitBreakerOptions().Handle<AggregateException>(), new AggregateException(Rejection)));
    }

    [Fact]
    public void A_rejection_is_neutral_at_any_depth_and_an_aggregate_only_if_all_its_parts_are()
    {
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(new(), new IOException("", new InvalidOperationException("", Rejection))));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(new(), new AggregateException(new IOException("", Rejection))));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(new(), new IOException("", new AggregateException(Rejection, Rejection))));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new(), new IOException("", new AggregateException(Rejection, new IOException()))));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new(), new AggregateException(Rejection, new IOException())));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(new CircuitBreakerOptions().Handle<IOException>(), new IOException("", Rejection)));
    }

    [Fact]
    public void A_fallback_replaces_a_rejection_at_any_depth() =>
        Assert.True(new Circuit(new CircuitBreakerOptions().Ignore<IOException>()).Breaker.AllowsFallback(new IOException("", Rejection)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_with_several_exceptions_is_judged_by_the_worst(bool hasTimeout)
    {
        var options = new CircuitBreakerOptions().Handle<IOException>();
        if (hasTimeout) options.Timeout = TimeSpan.FromSeconds(5);
        var circuit = new Circuit(options);
        Exception[] errors = [new FormatException(), new IOException()];
        var ended = new TaskCompletionSource<int>();
        ended.SetException(errors);
        var (pending, pendingResult) = (new TaskCompletionSource(), new TaskCompletionSource<int>());

        var first = circuit.Enter().Guard((Task)ended.Task);
        var second = circuit.Enter().Guard(pending.Task);
        var third = circuit.Enter().Guard(pendingResult.Task);
        var fourth = circuit.Enter().Guard(new ValueTask<int>(ended.Task)).AsTask();
        pending.SetException(errors);
        pendingResult.SetException(errors);

        await Assert.ThrowsAsync<FormatException>(() => first);
        await Assert.ThrowsAsync<FormatException>(() => second);
        await Assert.ThrowsAsync<FormatException>(() => third);
        await Assert.ThrowsAsync<FormatException>(() => fourth);
        Assert.Equal(4, circuit.Snapshot.Failed);
        Assert.Equal(4, circuit.Snapshot.FailuresByType["System.IO.IOException"]);
    }

    [Fact]
    public void A_task_of_rejections_is_neutral()
    {
        var circuit = new Circuit();
        var ended = new TaskCompletionSource();
        ended.SetException([Rejection, new IOException("", Rejection)]);

        Assert.True(circuit.Enter().Guard(ended.Task).IsFaulted);

        Assert.Equal((1, 0), (circuit.Snapshot.Ignored, circuit.Snapshot.Failed));
    }

    [Fact]
    public void HandleInner_covers_an_exception_that_contains_the_type_at_any_depth()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions().HandleInner<IOException>(static error => error.Message == "bad");

        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new IOException("bad")));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new FormatException("", new FormatException("", new IOException("bad")))));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new FormatException("", new AggregateException(new FormatException(), new IOException("bad")))));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new FormatException("", new IOException("other"))));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(new CircuitBreakerOptions().Handle<IOException>(), new FormatException("", new IOException())));
    }

    [Fact]
    public void IgnoreInner_covers_an_aggregate_only_if_it_covers_every_part()
    {
        static CircuitBreakerOptions Options() => new CircuitBreakerOptions().IgnoreInner<IOException>();

        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new FormatException("", new IOException())));
        Assert.Equal(CircuitOutcomeKind.Ignored, KindOf(Options(), new AggregateException(new IOException(), new FormatException("", new IOException()))));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new AggregateException(new IOException(), new FormatException())));
        Assert.Equal(CircuitOutcomeKind.Failure, KindOf(Options(), new FormatException()));
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
}
