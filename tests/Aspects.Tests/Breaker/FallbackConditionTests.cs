namespace Aspects.Tests;

/// <summary>Tests which exceptions <see cref="CircuitBreaker.AllowsFallback"/> leaves to a fallback.</summary>
public sealed class FallbackConditionTests
{
    private readonly Circuit _circuit = new(new CircuitBreakerOptions().Ignore<ArgumentException>());

    [Fact]
    public void A_fallback_replaces_a_failure_and_no_ignored_exception()
    {
        Assert.True(_circuit.Breaker.AllowsFallback(new TimeoutException()));
        Assert.False(_circuit.Breaker.AllowsFallback(new ArgumentNullException()));
    }

    [Fact]
    public void A_fallback_replaces_a_throttled_outcome()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(static _ => CircuitOutcome.Throttled(TimeSpan.FromSeconds(1))));

        Assert.True(circuit.Breaker.AllowsFallback(new InvalidOperationException()));
    }

    [Fact]
    public void A_fallback_replaces_the_rejection_of_an_inner_breaker() =>
        Assert.True(_circuit.Breaker.AllowsFallback(new CircuitBreakerOpenException("inner", CircuitState.Open)));

    [Fact]
    public void A_fallback_replaces_a_cancellation_by_the_callee_and_none_by_the_caller()
    {
        Assert.False(_circuit.Breaker.AllowsFallback(new OperationCanceledException(), new CancellationToken(canceled: true)));
        Assert.True(_circuit.Breaker.AllowsFallback(new OperationCanceledException(), CancellationToken.None));
    }

    [Fact]
    public void A_fallback_replaces_nothing_after_the_caller_has_cancelled() =>
        Assert.False(_circuit.Breaker.AllowsFallback(new IOException("The request was aborted."), new CancellationToken(canceled: true)));

    [Fact]
    public async Task A_fallback_replaces_a_timeout_of_the_breaker_whatever_the_rules_are()
    {
        var circuit = new Circuit(new CircuitBreakerOptions { Timeout = TimeSpan.FromSeconds(1) }.Ignore<TimeoutException>());
        var call = circuit.Breaker.ExecuteAsync(static async token => await Task.Delay(Timeout.Infinite, token));
        circuit.Clock.Advance(TimeSpan.FromSeconds(1));
        var own = await Assert.ThrowsAsync<TimeoutException>(async () => await call);

        Assert.True(circuit.Breaker.AllowsFallback(own));
        Assert.False(circuit.Breaker.AllowsFallback(new TimeoutException()));
    }

    [Fact]
    public async Task The_rules_apply_to_the_timeout_of_an_inner_breaker()
    {
        var inner = new Circuit(new() { Timeout = TimeSpan.FromSeconds(1) });
        var call = inner.Breaker.ExecuteAsync(static async token => await Task.Delay(Timeout.Infinite, token));
        inner.Clock.Advance(TimeSpan.FromSeconds(1));
        var timeout = await Assert.ThrowsAsync<TimeoutException>(async () => await call);

        Assert.True(_circuit.Breaker.AllowsFallback(timeout));
        Assert.False(new Circuit(new CircuitBreakerOptions().Ignore<TimeoutException>()).Breaker.AllowsFallback(timeout));
    }

    [Fact]
    public void A_disabled_breaker_allows_no_fallback_and_a_monitoring_one_does()
    {
        Assert.False(new Circuit(new() { Mode = CircuitMode.Disabled }).Breaker.AllowsFallback(new TimeoutException()));
        Assert.True(new Circuit(new() { Mode = CircuitMode.Monitor }).Breaker.AllowsFallback(new TimeoutException()));
    }

    [Fact]
    public void A_rule_that_throws_leaves_an_exception_to_the_fallback_as_if_there_were_no_rules()
    {
        var circuit = new Circuit(new CircuitBreakerOptions().Classify(static _ => throw new InvalidOperationException("rule")));

        Assert.True(circuit.Breaker.AllowsFallback(new TimeoutException()));
    }

    [Fact]
    public void AllowsFallback_counts_no_call()
    {
        _circuit.Breaker.AllowsFallback(new TimeoutException());

        Assert.Equal((0, CircuitState.Closed), (_circuit.Snapshot.Calls, _circuit.State));
    }

    [Fact]
    public void AllowsFallback_requires_an_exception() => Assert.Throws<ArgumentNullException>("error", () => _circuit.Breaker.AllowsFallback(null!));
}
