namespace Aspects.Tests;

/// <summary>The exception of a rejected call.</summary>
public sealed class RejectionTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public void A_rejection_reports_the_name_the_state_the_reason_and_the_wait()
    {
        var circuit = new Circuit();
        circuit.Clock.Advance(TimeSpan.FromHours(2));
        var failure = circuit.Open();
        var openedAt = circuit.Clock.GetUtcNow();
        circuit.Clock.Advance(TimeSpan.FromSeconds(12));

        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterRejected().Rejection());

        Assert.Equal("orders", rejection.Name);
        Assert.Equal(CircuitState.Open, rejection.State);
        Assert.Equal(CircuitReason.ConsecutiveFailures, rejection.Reason);
        Assert.Equal(openedAt, rejection.OpenedAt);
        Assert.Equal(TimeSpan.FromSeconds(18), rejection.RetryAfter);
        Assert.Same(failure, rejection.InnerException);
    }

    [Fact]
    public void A_rejection_after_a_failed_probe_reports_the_failure_of_the_probe()
    {
        var circuit = Circuit.Elapsed();
        var failure = circuit.Fail();

        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterRejected().Rejection());

        Assert.Equal(CircuitReason.ProbeFailed, rejection.Reason);
        Assert.Same(failure, rejection.InnerException);
    }

    [Fact]
    public void Each_rejection_is_a_new_exception_whose_stack_does_not_grow()
    {
        var circuit = Circuit.Opened();
        var rejected = circuit.EnterRejected();

        var first = Assert.Throws<CircuitBreakerOpenException>(() => Throw(rejected));
        var second = Assert.Throws<CircuitBreakerOpenException>(() => Throw(rejected));

        Assert.NotSame(first, second);
        Assert.Equal(first.StackTrace?.Split('\n').Length, second.StackTrace?.Split('\n').Length);
        Assert.NotSame(first, circuit.EnterRejected().Rejection());
    }

    [Fact]
    public void A_caller_that_has_already_cancelled_gets_a_cancellation()
    {
        var rejected = Circuit.Opened().EnterRejected();

        var cancellation = Assert.IsType<OperationCanceledException>(rejected.Rejection(Cancelled));

        Assert.Equal(Cancelled, cancellation.CancellationToken);
    }

    [Fact]
    public void A_caller_that_has_not_cancelled_gets_the_rejection()
    {
        using var caller = new CancellationTokenSource();

        Assert.IsType<CircuitBreakerOpenException>(Circuit.Opened().EnterRejected().Rejection(caller.Token));
    }

    [Fact]
    public void A_default_permit_has_no_rejection()
    {
        var error = Assert.Throws<InvalidOperationException>(static () => default(CircuitPermit).Rejection());

        Assert.Contains("TryEnter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_settled_permit_has_no_rejection()
    {
        var permit = new Circuit().Enter();
        permit.Succeeded();

        Assert.Throws<InvalidOperationException>(() => permit.Rejection());
    }

    private static void Throw(CircuitPermit rejected) => throw rejected.Rejection();
}
