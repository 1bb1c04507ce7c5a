namespace Aspects.Tests;

/// <summary>Which exceptions a fallback may answer.</summary>
public sealed class AllowsFallbackTests
{
    private readonly Circuit _circuit = new(new CircuitBreakerOptions().Ignore<ArgumentException>());

    [Fact]
    public void A_failure_may_be_answered_and_what_is_ignored_may_not()
    {
        Assert.True(_circuit.Breaker.AllowsFallback(new TimeoutException()));
        Assert.False(_circuit.Breaker.AllowsFallback(new ArgumentNullException()));
    }

    [Fact]
    public void So_may_what_a_callee_says_that_wants_to_be_left_alone()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(static _ => CircuitOutcome.Throttled(TimeSpan.FromSeconds(1))));

        Assert.True(circuit.Breaker.AllowsFallback(new InvalidOperationException()));
    }

    [Fact]
    public void So_may_the_rejection_by_a_breaker_further_in_which_the_rules_ignore() =>
        Assert.True(_circuit.Breaker.AllowsFallback(new CircuitBreakerOpenException("inner", CircuitState.Open)));

    [Fact]
    public void The_callers_own_cancellation_may_not_and_the_callees_may()
    {
        Assert.False(_circuit.Breaker.AllowsFallback(new OperationCanceledException(), new CancellationToken(canceled: true)));
        Assert.True(_circuit.Breaker.AllowsFallback(new OperationCanceledException(), CancellationToken.None));
    }

    [Fact]
    public void Nothing_may_be_answered_that_a_call_ends_with_whose_caller_has_gone() =>
        Assert.False(_circuit.Breaker.AllowsFallback(new IOException("The request was aborted."), new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_timeout_of_the_breaker_may_be_answered_whatever_the_rules_say_of_exceptions()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { Timeout = TimeSpan.FromSeconds(1) }.Ignore<TimeoutException>());
        var call = circuit.Breaker.ExecuteAsync(static async token => await Task.Delay(Timeout.Infinite, token));
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        var own = await Assert.ThrowsAsync<TimeoutException>(async () => await call);

        Assert.True(circuit.Breaker.AllowsFallback(own));
        Assert.False(circuit.Breaker.AllowsFallback(new TimeoutException()));
    }

    [Fact]
    public async Task The_timeout_of_a_breaker_further_in_is_an_exception_like_any_other()
    {
        var inner = new Circuit(new() { Timeout = TimeSpan.FromSeconds(1) });
        var call = inner.Breaker.ExecuteAsync(static async token => await Task.Delay(Timeout.Infinite, token));
        inner.Clock.Advance(TimeSpan.FromSeconds(1));
        var timeout = await Assert.ThrowsAsync<TimeoutException>(async () => await call);

        Assert.True(_circuit.Breaker.AllowsFallback(timeout));
        Assert.False(new Circuit(new CircuitBreakerOptions().Ignore<TimeoutException>()).Breaker.AllowsFallback(timeout));
    }

    [Fact]
    public void A_breaker_that_is_off_leaves_everything_as_it_is()
    {
        Assert.False(new Circuit(new() { Mode = CircuitMode.Disabled }).Breaker.AllowsFallback(new TimeoutException()));
        Assert.True(new Circuit(new() { Mode = CircuitMode.Monitor }).Breaker.AllowsFallback(new TimeoutException()));
    }

    [Fact]
    public void Where_a_rule_throws_the_exception_reaches_the_caller()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(static _ => throw new InvalidOperationException("rule")));

        Assert.False(circuit.Breaker.AllowsFallback(new TimeoutException()));
    }

    [Fact]
    public void Asking_counts_nothing()
    {
        _circuit.Breaker.AllowsFallback(new TimeoutException());

        Assert.Equal((0, CircuitState.Closed), (_circuit.Snapshot.Calls, _circuit.State));
    }

    [Fact]
    public void There_has_to_be_an_exception() => Assert.Throws<ArgumentNullException>("error", () => _circuit.Breaker.AllowsFallback(null!));
}
