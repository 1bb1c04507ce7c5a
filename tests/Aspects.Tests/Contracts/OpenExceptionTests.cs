using System.Globalization;

namespace Aspects.Tests;

/// <summary>The exception itself: its text, and what its constructor takes.</summary>
public sealed class OpenExceptionTests
{
    [Fact]
    public void The_text_names_circuit_state_cause_and_wait()
    {
        var circuit = Circuit.Opened();
        circuit.Clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(
            "Circuit 'orders' is open after 5 failures in a row: the call was not made. Retry in 29.75 s.",
            circuit.EnterRejected().Rejection().Message);
    }

    [Fact]
    public void The_text_speaks_of_a_failed_probe()
    {
        var circuit = Circuit.Elapsed();
        circuit.Fail();

        Assert.Equal(
            "Circuit 'orders' is open after a failed probe: the call was not made. Retry in 30 s.",
            circuit.EnterRejected().Rejection().Message);
    }

    [Fact]
    public void The_text_speaks_of_probes_under_way_and_promises_no_time()
    {
        var circuit = Circuit.Elapsed();
        circuit.Enter();

        Assert.Equal(
            "Circuit 'orders' is half-open with its probes under way after 5 failures in a row: the call was not made.",
            circuit.EnterRejected().Rejection().Message);
    }

    [Fact]
    public void The_text_promises_no_time_where_the_break_never_ends() => Assert.Equal(
        "Circuit 'orders' is open after 5 failures in a row: the call was not made.",
        Circuit.Opened(new() { BreakDuration = TimeSpan.MaxValue }).EnterRejected().Rejection().Message);

    [Fact]
    public void The_text_is_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var exception = new CircuitBreakerOpenException("orders", CircuitState.Open, TimeSpan.FromSeconds(1.5));
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("Circuit 'orders' is open: the call was not made. Retry in 1.5 s.", exception.Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void One_made_for_a_test_has_what_it_was_given_and_nothing_else()
    {
        var exception = new CircuitBreakerOpenException("orders", CircuitState.HalfOpen, TimeSpan.FromSeconds(3));

        Assert.Equal("orders", exception.Name);
        Assert.Equal(CircuitState.HalfOpen, exception.State);
        Assert.Equal(TimeSpan.FromSeconds(3), exception.RetryAfter);
        Assert.Equal(CircuitReason.None, exception.Reason);
        Assert.Null(exception.OpenedAt);
        Assert.Null(exception.InnerException);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Its_name_is_neither_empty_nor_blank(string given) =>
        Assert.Throws<ArgumentException>("name", () => new CircuitBreakerOpenException(given, CircuitState.Open));

    [Fact]
    public void Its_wait_is_not_negative() => Assert.Throws<ArgumentOutOfRangeException>(
        "retryAfter", static () => new CircuitBreakerOpenException("orders", CircuitState.Open, -Circuit.Tick));
}
