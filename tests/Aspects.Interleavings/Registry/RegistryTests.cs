namespace Aspects.Interleavings;

/// <summary>Threads that register one name get one breaker, and a conflict is an error for one of them.</summary>
public sealed class RegistryTests
{
    [Fact]
    public void Threads_that_register_one_name_get_one_breaker_with_all_settings() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var registry = new CircuitBreakerRegistry(clock);
        CircuitBreaker? one = null, other = null;

        Threads.Run(
            () => one = registry.GetOrAdd("orders", new() { ConsecutiveFailures = 1 }, "one"),
            () => other = registry.GetOrAdd("ORDERS", new() { BreakDuration = Circuit.Break, Jitter = 0 }, "other"),
            () => registry.Configure("orders", static options => options.SuccessThreshold = 1));

        Assert.Same(one, other);
        Assert.Single(registry.Breakers);
        one!.TryFail();
        Assert.Equal((CircuitState.Open, Circuit.Break), (one!.State, one!.GetSnapshot().RetryAfter));
        Assert.Equal(1, one!.GetSnapshot().SuccessThreshold);
    });

    [Fact]
    public void Settings_that_conflict_are_an_error_for_the_second_thread() => Exploration.Run(static () =>
    {
        var registry = new CircuitBreakerRegistry(new ManualClock());
        var errors = 0;

        Threads.Run(() => Declare(1, "one"), () => Declare(2, "other"));

        Assert.Equal(1, errors);
        Assert.InRange(registry.GetOrAdd("orders").GetSnapshot().ConsecutiveFailureLimit, 1, 2);

        void Declare(int failures, string source)
        {
            try
            {
                registry.GetOrAdd("orders", new() { ConsecutiveFailures = failures }, source);
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref errors);
            }
        }
    });

    [Fact]
    public void A_breaker_that_is_created_during_the_disposal_of_its_registry_is_disposed_of() => Exploration.Run(static () =>
    {
        var registry = new CircuitBreakerRegistry(new ManualClock());
        CircuitBreaker? breaker = null;

        Threads.Run(
            () => breaker = registry.GetOrAdd("orders", Circuit.WithoutRules.With(static options => options.ConsecutiveFailures = 1)),
            registry.Dispose);

        breaker!.TryFail();
        Assert.Equal((CircuitState.Closed, CircuitMode.Disabled), (breaker!.State, breaker!.GetSnapshot().Mode));
    });
}
