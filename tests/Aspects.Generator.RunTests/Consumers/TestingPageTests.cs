using Microsoft.Extensions.Time.Testing;

namespace Aspects.Generator.RunTests;

/// <summary>The example test of docs/testing.md.</summary>
public sealed class TestingPageTests
{
    /// <summary>The tested service.</summary>
    public interface IAuth
    {
        [CircuitBreaker("auth", ConsecutiveFailures = 3, BreakSeconds = 10, Jitter = 0)]
        Task LoginAsync(string user);
    }

    [Fact]
    public async Task Three_failures_reject_calls_of_the_auth_service_for_ten_seconds()
    {
        var time = new FakeTimeProvider();
        var aspects = new AspectRegistry(time);
        var service = new FailingAuth();
        var auth = service.WithAspects(aspects);

        for (var call = 0; call < 3; call++) await Assert.ThrowsAsync<TimeoutException>(() => auth.LoginAsync("ada"));
        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => auth.LoginAsync("ada"));
        Assert.Equal(3, service.Calls);

        time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<TimeoutException>(() => auth.LoginAsync("ada"));
        Assert.Equal(CircuitState.Open, aspects.CircuitBreakers.GetOrAdd("auth").State);
    }

    private sealed class FailingAuth : IAuth
    {
        public int Calls { get; private set; }

        public Task LoginAsync(string user)
        {
            Calls++;
            return Task.FromException(new TimeoutException());
        }
    }
}
