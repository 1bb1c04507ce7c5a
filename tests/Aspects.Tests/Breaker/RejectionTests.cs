namespace Aspects.Tests;

/// <summary>What a rejected caller is told.</summary>
public sealed class RejectionTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public void It_says_which_circuit_is_open_since_when_why_and_for_how_long()
    {
        var circuit = new Circuit();
        circuit.Clock.Advance(TimeSpan.FromHours(2));
        var failure = circuit.Open();
        var openedAt = circuit.Clock.GetUtcNow();
        circuit.Clock.Advance(TimeSpan.FromSeconds(12));

        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterInVain().Rejection());

        Assert.Equal("orders", rejection.Name);
        Assert.Equal(CircuitState.Open, rejection.State);
        Assert.Equal(CircuitReason.ConsecutiveFailures, rejection.Reason);
        Assert.Equal(openedAt, rejection.OpenedAt);
        Assert.Equal(TimeSpan.FromSeconds(18), rejection.RetryAfter);
        Assert.Same(failure, rejection.InnerException);
    }

    [Fact]
    public void After_a_failed_probe_it_names_that_failure()
    {
        var circuit = Circuit.Elapsed();
        var failure = circuit.Fail();

        var rejection = Assert.IsType<CircuitBreakerOpenException>(circuit.EnterInVain().Rejection());

        Assert.Equal(CircuitReason.ProbeFailed, rejection.Reason);
        Assert.Same(failure, rejection.InnerException);
    }

    [Fact]
    public void Each_one_is_a_fresh_exception_whose_stack_never_grows()
    {
        var circuit = Circuit.Opened();
        var rejected = circuit.EnterInVain();

        var first = Assert.Throws<CircuitBreakerOpenException>(() => Throw(rejected));
        var second = Assert.Throws<CircuitBreakerOpenException>(() => Throw(rejected));

        Assert.NotSame(first, second);
        Assert.Equal(first.StackTrace?.Split('\n').Length, second.StackTrace?.Split('\n').Length);
        Assert.NotSame(first, circuit.EnterInVain().Rejection());
    }

    [Fact]
    public void A_caller_who_has_cancelled_already_is_told_of_that_and_not_of_the_circuit()
    {
        var rejected = Circuit.Opened().EnterInVain();

        var cancellation = Assert.IsType<OperationCanceledException>(rejected.Rejection(Cancelled));

        Assert.Equal(Cancelled, cancellation.CancellationToken);
    }

    [Fact]
    public void A_caller_who_has_not_cancelled_is_told_of_the_circuit()
    {
        using var caller = new CancellationTokenSource();

        Assert.IsType<CircuitBreakerOpenException>(Circuit.Opened().EnterInVain().Rejection(caller.Token));
    }

    [Fact]
    public void A_permit_that_no_breaker_gave_has_no_rejection()
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
