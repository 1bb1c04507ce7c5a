using System.Globalization;

namespace Aspects.Tests;

/// <summary>The message of the exception and the arguments of its constructor.</summary>
public sealed class CircuitBreakerOpenExceptionTests
{
    [Fact]
    public void The_message_has_the_name_the_state_the_reason_and_the_wait()
    {
        var circuit = Circuit.Opened();
        circuit.Clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(
            "Circuit 'orders' is open after 5 consecutive failures: the call was not made. Retry in 29.75 s.",
            circuit.EnterRejected().Rejection().Message);
    }

    [Fact]
    public void The_message_reports_a_failed_probe()
    {
        var circuit = Circuit.Elapsed();
        circuit.Fail();

        Assert.Equal(
            "Circuit 'orders' is open after a failed probe: the call was not made. Retry in 30 s.",
            circuit.EnterRejected().Rejection().Message);
    }

    [Fact]
    public void The_message_reports_pending_probes_without_a_wait()
    {
        var circuit = Circuit.Elapsed();
        circuit.Enter();

        Assert.Equal(
            "Circuit 'orders' is half-open with all probe slots taken after 5 consecutive failures: the call was not made.",
            circuit.EnterRejected().Rejection().Message);
    }

    [Fact]
    public void The_message_has_no_wait_when_the_break_never_ends() => Assert.Equal(
        "Circuit 'orders' is open after 5 consecutive failures: the call was not made.",
        Circuit.Opened(new() { BreakDuration = TimeSpan.MaxValue }).EnterRejected().Rejection().Message);

    [Fact]
    public void The_message_is_the_same_in_every_culture()
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
    public void An_exception_created_by_a_test_has_only_the_given_values()
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
    public void An_empty_or_blank_name_is_refused(string given) =>
        Assert.Throws<ArgumentException>("name", () => new CircuitBreakerOpenException(given, CircuitState.Open));

    [Fact]
    public void A_negative_wait_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        "retryAfter", static () => new CircuitBreakerOpenException("orders", CircuitState.Open, -Circuit.Tick));
}
