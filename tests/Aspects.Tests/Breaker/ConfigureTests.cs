namespace Aspects.Tests;

/// <summary>The settings of a breaker that is in no registry can change while it is in use.</summary>
public sealed class ConfigureTests
{
    [Fact]
    public void New_settings_keep_the_state_the_count_and_the_permits()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 3 });
        circuit.Fail();
        var permit = circuit.Enter();

        circuit.Breaker.Configure(static options => options.ConsecutiveFailures = 2);

        Assert.Equal((CircuitState.Closed, 1), (circuit.State, circuit.Snapshot.ConsecutiveFailures));
        permit.Failed(new TimeoutException());
        Assert.Equal(CircuitState.Open, circuit.State);
    }

    [Fact]
    public void A_running_break_becomes_shorter_and_never_longer()
    {
        var circuit = Circuit.Opened(new() { BreakDuration = TimeSpan.FromSeconds(10) });

        circuit.Breaker.Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(10), circuit.Snapshot.RetryAfter);
        circuit.Breaker.Configure(static options => options.BreakDuration = TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(4), circuit.Snapshot.RetryAfter);
    }

    [Fact]
    public void A_window_stays_unless_its_length_changes()
    {
        var circuit = new Circuit(new() { FailureRatio = 0.9 });
        circuit.Fail();

        circuit.Breaker.Configure(static options => options.FailureRatio = 0.8);
        Assert.Equal(1, circuit.Snapshot.WindowFailures);
        circuit.Breaker.Configure(static options => options.Window = TimeSpan.FromSeconds(5));
        Assert.Equal(0, circuit.Snapshot.WindowFailures);
    }

    [Fact]
    public void Settings_that_are_not_named_stay_and_show_their_source()
    {
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 3, Jitter = 0 });

        breaker.Configure(static options => options.Jitter = 0.5);
        breaker.Configure(static options => options.BackoffFactor = 3);

        Assert.Equal("ConsecutiveFailures = 3 (Declared: the constructor)", breaker.Settings["ConsecutiveFailures"].ToString());
        Assert.Equal("0.5", breaker.Settings["Jitter"].Value);
        Assert.Equal("3", breaker.Settings["BackoffFactor"].Value);
        Assert.Matches(
            @"^Settings_that_are_not_named_stay_and_show_their_source in .*ConfigureTests\.cs:\d+$", breaker.Settings["Jitter"].Source);
    }

    [Fact]
    public void A_contradiction_changes_nothing()
    {
        var breaker = new CircuitBreaker("orders", new() { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Throws<ArgumentException>(() => breaker.Configure(static options =>
        {
            options.Jitter = 0;
            options.SlowCallDuration = TimeSpan.FromSeconds(2);
        }));

        Assert.Equal(SettingLevel.Default, breaker.Settings["Jitter"].Level);
        breaker.Configure(static options => options.BackoffFactor = 1);
        Assert.Equal("00:00:00", breaker.Settings["SlowCallDuration"].Value);
    }

    [Fact]
    public void Changing_the_options_later_changes_nothing()
    {
        var breaker = new CircuitBreaker("orders");
        CircuitBreakerOptions? kept = null;

        breaker.Configure(options => (kept = options).ConsecutiveFailures = 3);
        kept!.ConsecutiveFailures = 99;
        breaker.Configure(static options => options.Jitter = 0);

        Assert.Equal("3", breaker.Settings["ConsecutiveFailures"].Value);
        Assert.Throws<ArgumentNullException>(() => breaker.Configure(null!));
    }

    [Fact]
    public void Configuring_the_breaker_of_a_registry_configures_its_name()
    {
        var registry = new CircuitBreakerRegistry(new TestClock());
        var breaker = registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        breaker.Configure(static options => options.ConsecutiveFailures = 4);
        registry.GetOrAdd("orders", new() { Jitter = 0 }, "another");
        registry.Configure("orders", static options => options.BackoffFactor = 1);

        Assert.Equal(("4", SettingLevel.Configured), (breaker.Settings["ConsecutiveFailures"].Value, breaker.Settings["ConsecutiveFailures"].Level));
        Assert.Equal("Jitter = 0 (Declared: another)", breaker.Settings["Jitter"].ToString());
    }

    [Fact]
    public void Many_threads_that_configure_different_settings_lose_none()
    {
        var breaker = new CircuitBreaker("orders");
        Action<CircuitBreakerOptions>[] changes =
        [
            static options => options.ConsecutiveFailures = 7,
            static options => options.Jitter = 0,
            static options => options.BackoffFactor = 3,
            static options => options.SuccessThreshold = 4,
        ];

        Threads.Run(changes.Length, index => breaker.Configure(changes[index]));

        Assert.Equal("BackoffFactor = 3, ConsecutiveFailures = 7, Jitter = 0, SuccessThreshold = 4", breaker.Settings.Options.ToString());
    }
}
