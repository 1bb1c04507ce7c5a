namespace Aspects.Tests;

/// <summary>Threads that register one name at the same time get one breaker with all of their settings.</summary>
public sealed class ConcurrentRegistrationTests
{
    [Fact]
    public void Threads_that_register_one_name_get_one_breaker()
    {
        for (var round = 0; round < 200; round++)
        {
            var registry = new CircuitBreakerRegistry();
            var found = new CircuitBreaker[Threads.Many];

            Threads.Run(Threads.Many, index => found[index] = registry.GetOrAdd(index % 2 == 0 ? "orders" : "ORDERS"));

            Assert.All(found, breaker => Assert.Same(found[0], breaker));
            Assert.Single(registry.Breakers);
        }
    }

    [Fact]
    public void Settings_that_arrive_at_the_same_time_all_apply()
    {
        for (var round = 0; round < 200; round++)
        {
            var clock = new FakeTimeProvider();
            var registry = new CircuitBreakerRegistry(clock);

            Threads.Run(3, index => _ = index switch
            {
                0 => registry.GetOrAdd("orders", new() { ConsecutiveFailures = 1 }, "one"),
                1 => registry.GetOrAdd("orders", new() { BreakDuration = TimeSpan.FromSeconds(3), Jitter = 0 }, "another"),
                _ => registry.Configure("orders", static o => o.SuccessThreshold = 1).GetOrAdd("orders"),
            });

            var breaker = registry.GetOrAdd("orders");
            Assert.True(breaker.TryEnter(out var failing));
            failing.Failed(new TimeoutException());
            Assert.Equal(TimeSpan.FromSeconds(3), breaker.GetSnapshot().RetryAfter);
            clock.Advance(TimeSpan.FromSeconds(3));
            Assert.True(breaker.TryEnter(out var probe));
            probe.Succeeded();
            Assert.Equal(CircuitState.Closed, breaker.State);
        }
    }
}
