namespace Aspects.Tests;

/// <summary>Tests the arguments of the breaker's constructor.</summary>
public sealed class ConstructionTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void An_empty_or_blank_name_is_refused(string given) =>
        Assert.Throws<ArgumentException>("name", () => new CircuitBreaker(given));

    [Fact]
    public void A_missing_name_is_refused() => Assert.Throws<ArgumentNullException>("name", () => new CircuitBreaker(null!));

    [Fact]
    public void Changing_the_options_later_does_not_change_the_breaker()
    {
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 2 };
        var circuit = new Circuit(options);

        options.ConsecutiveFailures = 1;
        circuit.Fail();

        Assert.Equal(CircuitState.Closed, circuit.State);
        circuit.Fail();
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_breaker_without_options_and_clock_has_the_defaults_and_the_system_clock()
    {
        var breaker = new CircuitBreaker("orders");

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(CircuitState.Closed, breaker.State);
            Assert.True(breaker.TryEnter(out var permit));
            permit.Failed(new TimeoutException());
        }

        Assert.Equal(1, breaker.GetSnapshot().StateChanges);
        var wait = Assert.NotNull(breaker.GetSnapshot().RetryAfter);
        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(33));
        Assert.InRange(
            Assert.NotNull(breaker.GetSnapshot().OpenedAt),
            DateTimeOffset.UtcNow - TimeSpan.FromDays(1),
            DateTimeOffset.UtcNow + TimeSpan.FromDays(1));
    }

    [Fact]
    public void A_break_elapses_on_the_system_clock()
    {
        var breaker = new CircuitBreaker(
            "orders", new() { ConsecutiveFailures = 1, BreakDuration = TimeSpan.FromMilliseconds(1), SuccessThreshold = 1 });
        Assert.True(breaker.TryEnter(out var failing));
        failing.Failed(new TimeoutException());

        TestTimeout.WaitUntil(() => breaker.State == CircuitState.HalfOpen);

        Assert.True(breaker.TryEnter(out var probe));
        probe.Succeeded();
        Assert.Equal(CircuitState.Closed, breaker.State);
    }
}
