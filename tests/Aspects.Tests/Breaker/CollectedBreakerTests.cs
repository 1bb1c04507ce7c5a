using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>A health watch does not keep a breaker alive that no other object uses.</summary>
public sealed class CollectedBreakerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_health_watch_of_a_collected_breaker_ends(bool inRegistry, bool hasCallListener)
    {
        var clock = new TestClock();
        OpenAndDrop(clock, inRegistry, hasCallListener);
        TestTimeout.WaitUntil(() => clock.ActiveTimers == 1);

        TestTimeout.WaitUntil(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            clock.Advance(Interval);
            return clock.ActiveTimers == 0;
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OpenAndDrop(TestClock clock, bool inRegistry, bool hasCallListener)
    {
        var options = new CircuitBreakerOptions
        {
            ConsecutiveFailures = 1,
            FailureRatio = 0,
            BreakDuration = TimeSpan.FromDays(1),
            MaxBreakDuration = TimeSpan.FromDays(1),
            HealthProbe = new UnhealthyProbe(),
            HealthProbeInterval = Interval,
        };
        var breaker = inRegistry ? new CircuitBreakerRegistry(clock).GetOrAdd("orders", options) : new CircuitBreaker("orders", options, clock);
        if (hasCallListener) breaker.SubscribeToCalls(static _ => { });
        breaker.Enter().Failed(new IOException());
    }

    private sealed class UnhealthyProbe : IHealthProbe
    {
        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken) => new(false);
    }
}
