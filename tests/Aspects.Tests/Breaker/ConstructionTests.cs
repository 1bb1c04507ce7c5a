namespace Aspects.Tests;

/// <summary>What a breaker takes when it is created.</summary>
public sealed class ConstructionTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_name_is_neither_empty_nor_blank(string given) =>
        Assert.Throws<ArgumentException>("name", () => new CircuitBreaker(given));

    [Fact]
    public void A_name_is_given() => Assert.Throws<ArgumentNullException>("name", () => new CircuitBreaker(null!));

    [Fact]
    public void Options_are_copied_so_that_changing_them_afterwards_changes_nothing()
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
    public void Without_options_and_clock_it_has_the_defaults_and_the_systems_clock()
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
    public void On_the_systems_clock_a_break_elapses_as_well()
    {
        var breaker = new CircuitBreaker(
            "orders", new() { ConsecutiveFailures = 1, BreakDuration = TimeSpan.FromMilliseconds(1), SuccessThreshold = 1 });
        Assert.True(breaker.TryEnter(out var failing));
        failing.Failed(new TimeoutException());

        Patience.WaitUntil(() => breaker.State == CircuitState.HalfOpen);

        Assert.True(breaker.TryEnter(out var probe));
        probe.Succeeded();
        Assert.Equal(CircuitState.Closed, breaker.State);
    }
}
