namespace Aspects.Tests;

/// <summary>The defaults of the options and of the attribute are equal.</summary>
public sealed class DefaultSettingsTests
{
    [Fact]
    public void Unset_options_have_the_defaults()
    {
        var options = new CircuitBreakerOptions();

        Assert.Equal(5, options.ConsecutiveFailures);
        Assert.Equal(TimeSpan.FromSeconds(30), options.BreakDuration);
        Assert.Equal(1, options.MaxConcurrentProbes);
        Assert.Equal(2, options.SuccessThreshold);
        Assert.Equal(TimeSpan.FromSeconds(30), options.ProbeTimeout);
    }

    [Fact]
    public void An_attribute_without_settings_has_the_defaults()
    {
        var attribute = new CircuitBreakerAttribute("orders");

        Assert.Equal("orders", attribute.Name);
        Assert.Equal(5, attribute.ConsecutiveFailures);
        Assert.Equal(30d, attribute.BreakSeconds);
        Assert.Equal(1, attribute.MaxConcurrentProbes);
        Assert.Equal(2, attribute.SuccessThreshold);
        Assert.Equal(30d, attribute.ProbeTimeoutSeconds);
    }

    [Fact]
    public void An_attribute_has_its_given_settings()
    {
        var attribute = new CircuitBreakerAttribute("orders")
        {
            ConsecutiveFailures = 1,
            BreakSeconds = 0.25,
            MaxConcurrentProbes = 3,
            SuccessThreshold = 4,
            ProbeTimeoutSeconds = 5,
        };

        Assert.Equal(1, attribute.ConsecutiveFailures);
        Assert.Equal(0.25, attribute.BreakSeconds);
        Assert.Equal(3, attribute.MaxConcurrentProbes);
        Assert.Equal(4, attribute.SuccessThreshold);
        Assert.Equal(5d, attribute.ProbeTimeoutSeconds);
    }
}
