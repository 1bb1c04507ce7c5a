using System.Globalization;
using System.Text.Json;

namespace Aspects.Tests;

/// <summary>A breaker shows its settings in force, each with the level and the place that set it.</summary>
public sealed class CircuitSettingsTests
{
    [Fact]
    public void Every_setting_is_listed_once()
    {
        // A list of all settings belongs to a test, so reflection is used here only.
        var properties = typeof(CircuitBreakerOptions).GetProperties().Select(static property => property.Name).Append("Outcomes");

        Assert.Equal(properties.Order(StringComparer.Ordinal), new CircuitBreaker("orders").Settings.All.Select(static setting => setting.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_unset_setting_has_its_default()
    {
        Assert.All(new CircuitBreaker("orders").Settings.All, static setting => Assert.Equal(SettingLevel.Default, setting.Level));
        Assert.Equal("ConsecutiveFailures = 5 (Default)", new CircuitBreaker("orders").Settings["ConsecutiveFailures"].ToString());
    }

    [Fact]
    public void A_default_that_depends_on_another_setting_is_still_a_default()
    {
        var settings = new CircuitBreaker("orders", new() { BreakDuration = TimeSpan.FromHours(1) }).Settings;

        Assert.Equal(("01:00:00", SettingLevel.Default), (settings["MaxBreakDuration"].Value, settings["MaxBreakDuration"].Level));
        Assert.Equal(("01:00:00", SettingLevel.Declared), (settings["BreakDuration"].Value, settings["BreakDuration"].Level));
    }

    [Fact]
    public void Values_are_the_same_text_in_every_culture()
    {
        var present = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("0.25", new CircuitBreaker("orders", new() { FailureRatio = 0.25 }).Settings["FailureRatio"].Value);
        }
        finally
        {
            CultureInfo.CurrentCulture = present;
        }
    }

    [Fact]
    public void Code_has_the_name_of_its_type_and_rules_have_their_text()
    {
        var breaker = new CircuitBreaker("orders", new CircuitBreakerOptions { HealthProbe = new AlwaysHealthy() }.Handle<IOException>());

        Assert.EndsWith(nameof(AlwaysHealthy), breaker.Settings["HealthProbe"].Value, StringComparison.Ordinal);
        Assert.Equal("none", breaker.Settings["BreakDurationGenerator"].Value);
        Assert.Equal("[Handle System.IO.IOException]", breaker.Settings["Outcomes"].Value);
    }

    [Fact]
    public void Options_are_a_copy_with_typed_values_that_another_breaker_can_take()
    {
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 3 });
        var options = breaker.Settings.Options;

        Assert.Equal("ConsecutiveFailures = 3", options.ToString());
        options.ConsecutiveFailures = 9;
        Assert.Equal("3", breaker.Settings["ConsecutiveFailures"].Value);

        var other = new CircuitBreakerRegistry(new TestClock()).GetOrAdd("other", breaker.Settings.Options, "another");
        Assert.Equal("ConsecutiveFailures = 3 (Declared: another)", other.Settings["ConsecutiveFailures"].ToString());
    }

    [Fact]
    public void Settings_do_not_change_after_they_were_read()
    {
        var breaker = new CircuitBreaker("orders");
        var before = breaker.Settings;

        breaker.Configure(static options => options.ConsecutiveFailures = 3);

        Assert.Equal("5", before["ConsecutiveFailures"].Value);
        Assert.Equal("3", breaker.Settings["ConsecutiveFailures"].Value);
    }

    [Fact]
    public void A_name_that_is_no_setting_is_refused_with_the_names()
    {
        var error = Assert.Throws<ArgumentException>(() => new CircuitBreaker("orders").Settings["Failures"]);

        Assert.Contains("ConsecutiveFailures", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new CircuitBreaker("orders").Settings[null!]);
    }

    [Fact]
    public void The_text_has_a_line_for_each_setting()
    {
        var settings = new CircuitBreaker("orders", new() { Jitter = 0 }).Settings;

        Assert.Equal(settings.All.Select(static setting => setting.ToString()), settings.ToString().Split('\n'));
        Assert.Contains("Jitter = 0 (Declared: the constructor)", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_can_be_written_as_JSON() => Assert.Equal(
        """{"Name":"Jitter","Value":"0","Level":"Declared","Source":"the constructor"}""",
        JsonSerializer.Serialize(new CircuitBreaker("orders", new() { Jitter = 0 }).Settings["Jitter"]));

    [Fact]
    public void Options_can_name_the_source_of_single_settings()
    {
        var options = new CircuitBreakerOptions { Jitter = 0, BackoffFactor = 3, ConsecutiveFailures = 2 }.WithSource("the assembly", "Jitter", "BackoffFactor");
        options.BackoffFactor = 4;

        var settings = new CircuitBreakerRegistry(new TestClock()).GetOrAdd("orders", options, "one").Settings;

        Assert.Equal(("the assembly", "one", "one"), (settings["Jitter"].Source, settings["BackoffFactor"].Source, settings["ConsecutiveFailures"].Source));
        Assert.Throws<ArgumentException>(() => options.WithSource("the assembly", "SuccessThreshold"));
        Assert.Throws<ArgumentException>(() => options.WithSource("", "Jitter"));
        Assert.Throws<ArgumentNullException>(() => options.WithSource("the assembly", null!));
    }

    [Fact]
    public void A_disposed_breaker_shows_that_it_is_disabled()
    {
        var breaker = new CircuitBreaker("orders");

        breaker.Dispose();

        Assert.Equal("Mode = Disabled (Configured: Dispose)", breaker.Settings["Mode"].ToString());
    }

    [Fact]
    public void Settings_with_code_can_be_written_as_json()
    {
        using var breaker = new CircuitBreaker("orders", new CircuitBreakerOptions
        {
            HealthProbe = new AlwaysHealthy(),
            BreakDurationGenerator = static _ => TimeSpan.FromSeconds(1),
            MaxBreakDuration = TimeSpan.MaxValue,
        }.Handle<IOException>(static error => error.HResult != 0));

        var json = JsonSerializer.Serialize(breaker.Settings);

        Assert.Contains("\"Name\":\"HealthProbe\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Options\"", json, StringComparison.Ordinal);
    }

    private sealed class AlwaysHealthy : IHealthProbe
    {
        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken) => new(true);
    }
}
