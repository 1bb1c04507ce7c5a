namespace Aspects.Tests;

/// <summary>One key can have settings of its own, which override the settings that all keys share.</summary>
public sealed class KeySettingsTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());

    [Fact]
    public void Each_setting_of_a_key_has_the_highest_level_that_sets_it()
    {
        var partition = _registry.GetOrAddPartition<string>("llm", new() { ConsecutiveFailures = 2, Jitter = 0.1, BackoffFactor = 3 }, source: "one");
        _registry.Configure("llm", static options => (options.Jitter, options.BackoffFactor) = (0.2, 4));
        _registry.Configure("llm", "slow", static options => options.BackoffFactor = 5);

        Assert.Equal(
            [("2", SettingLevel.Declared), ("0.2", SettingLevel.Configured), ("5", SettingLevel.ConfiguredForKey), ("2", SettingLevel.Default)],
            Read(partition["slow"], "ConsecutiveFailures", "Jitter", "BackoffFactor", "SuccessThreshold"));
        Assert.Equal([("4", SettingLevel.Configured)], Read(partition["other"], "BackoffFactor"));
        Assert.Contains("KeySettingsTests.cs", partition["slow"].Settings["BackoffFactor"].Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Key_settings_apply_whenever_they_arrive(int moment)
    {
        if (moment == 0) Configure();
        var partition = _registry.GetOrAddPartition<int>("llm");
        if (moment == 1) Configure();
        var breaker = partition[7];
        if (moment == 2) Configure();
        _registry.Configure("llm", static options => options.ConsecutiveFailures = 9);
        if (moment == 3) Configure();

        breaker.Enter().Failed(new TimeoutException());

        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.Equal([("9", SettingLevel.Configured)], Read(partition[8], "ConsecutiveFailures"));

        void Configure() => _registry.Configure("llm", 7, static options => options.ConsecutiveFailures = 1);
    }

    [Fact]
    public void A_partition_and_a_breaker_can_configure_the_key_too()
    {
        var partition = _registry.GetOrAddPartition<int>("llm");

        partition.Configure(1, static options => options.ConsecutiveFailures = 3);
        partition[1].Configure(static options => options.Jitter = 0);

        Assert.Equal([("3", SettingLevel.ConfiguredForKey), ("0", SettingLevel.ConfiguredForKey)], Read(partition[1], "ConsecutiveFailures", "Jitter"));
        Assert.Equal([("5", SettingLevel.Default), ("0.1", SettingLevel.Default)], Read(partition[2], "ConsecutiveFailures", "Jitter"));
    }

    [Fact]
    public void An_existing_breaker_keeps_its_count()
    {
        var breaker = _registry.GetOrAddPartition<int>("llm")[1];
        breaker.Enter().Failed(new TimeoutException());

        _registry.Configure("llm", 1, static options => options.ConsecutiveFailures = 2);

        Assert.Equal(1, breaker.GetSnapshot().ConsecutiveFailures);
        breaker.Enter().Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, breaker.State);
    }

    [Fact]
    public void Settings_stay_with_the_key_after_an_eviction_and_a_removal()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", capacity: 1);
        partition.Configure(1, static options => options.ConsecutiveFailures = 3);
        var evicted = partition[1];
        _ = partition[2];

        Assert.NotSame(evicted, partition[1]);
        Assert.Equal([("3", SettingLevel.ConfiguredForKey)], Read(partition[1], "ConsecutiveFailures"));
        partition.Remove(1);
        Assert.Equal([("3", SettingLevel.ConfiguredForKey)], Read(partition[1], "ConsecutiveFailures"));
    }

    [Fact]
    public void An_evicted_breaker_can_still_be_configured()
    {
        var partition = _registry.GetOrAddPartition<int>("llm", capacity: 1);
        var evicted = partition[1];
        _ = partition[2];

        evicted.Configure(static options => options.ConsecutiveFailures = 3);

        Assert.Equal([("3", SettingLevel.ConfiguredForKey)], Read(evicted, "ConsecutiveFailures"));
        Assert.Equal([("3", SettingLevel.ConfiguredForKey)], Read(partition[1], "ConsecutiveFailures"));
    }

    [Fact]
    public void A_contradiction_with_the_shared_settings_names_the_key_and_changes_nothing()
    {
        var partition = _registry.GetOrAddPartition<string>("llm", new() { Timeout = TimeSpan.FromSeconds(1) });

        var error = Assert.Throws<ArgumentException>(() => _registry.Configure("llm", "slow", static options => options.SlowCallDuration = TimeSpan.FromSeconds(2)));

        Assert.StartsWith("Circuit breaker 'llm' for key 'slow': SlowCallDuration", error.Message, StringComparison.Ordinal);
        Assert.Equal([("00:00:00", SettingLevel.Default)], Read(partition["slow"], "SlowCallDuration"));
    }

    [Fact]
    public void New_shared_settings_that_contradict_those_of_a_key_change_nothing()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");
        _registry.Configure("llm", "slow", static options => options.SlowCallDuration = TimeSpan.FromSeconds(2));

        Assert.Throws<ArgumentException>(() => _registry.Configure("llm", static options => options.Timeout = TimeSpan.FromSeconds(1)));

        Assert.Equal([("00:00:00", SettingLevel.Default)], Read(partition["other"], "Timeout"));
        Assert.Equal([("00:00:00", SettingLevel.Default)], Read(partition["slow"], "Timeout"));
    }

    [Fact]
    public void A_contradiction_before_the_first_use_is_reported_where_it_is_written()
    {
        _registry.Configure("llm", static options => options.Timeout = TimeSpan.FromSeconds(1));

        Assert.Throws<ArgumentException>(() => _registry.Configure("llm", 1, static options => options.SlowCallDuration = TimeSpan.FromSeconds(2)));

        Assert.Equal([("00:00:00", SettingLevel.Default)], Read(_registry.GetOrAddPartition<int>("llm")[1], "SlowCallDuration"));
    }

    [Fact]
    public void Keys_of_another_type_and_a_use_without_keys_are_refused()
    {
        _registry.Configure("llm", 1, static options => options.Jitter = 0);
        _registry.GetOrAdd("single");

        Assert.Throws<InvalidOperationException>(() => _registry.Configure("llm", "one", static options => options.Jitter = 0));
        Assert.Throws<InvalidOperationException>(() => _registry.GetOrAddPartition<string>("llm"));
        var error = Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd("llm"));
        Assert.Contains("with keys of type System.Int32", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _registry.Configure("single", 1, static options => options.Jitter = 0));
    }

    [Fact]
    public void Invalid_arguments_are_refused()
    {
        var partition = _registry.GetOrAddPartition<string>("llm");

        Assert.Throws<ArgumentNullException>(() => partition.Configure(null!, static options => options.Jitter = 0));
        Assert.Throws<ArgumentNullException>(() => partition.Configure("one", null!));
        Assert.Throws<ArgumentNullException>(() => _registry.Configure<string>("llm", null!, static options => options.Jitter = 0));
        Assert.Throws<ArgumentNullException>(() => _registry.Configure("llm", "one", null!));
        Assert.Throws<ArgumentException>(() => _registry.Configure(" ", "one", static options => options.Jitter = 0));
    }

    private static IEnumerable<(string Value, SettingLevel Level)> Read(CircuitBreaker breaker, params string[] settings) =>
        settings.Select(name => breaker.Settings[name]).Select(static setting => (setting.Value, setting.Level));
}
