namespace Aspects.Tests;

/// <summary>The expectations of the traces with a health check.</summary>
internal static class HealthTraces
{
    public static Task AnUnhealthyReportBlocksProbes(TraceFile trace)
    {
        var clock = new TestClock();
        var breaker = OpenedWith(trace.SettingsOf("svc").ToOptions(), clock);
        TestTimeout.WaitUntil(() => breaker.GetSnapshot().IsRecoveryBlocked);

        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.False(Flow.TryEnter(breaker, out _));
        Assert.Equal(CircuitState.Open, breaker.State);
        Assert.False(Flow.TryEnter(breaker, out _));
        Assert.Equal(1, breaker.GetSnapshot().StateChanges);
        return Task.CompletedTask;
    }

    public static Task AConfiguredHealthProbeRuns(TraceFile trace)
    {
        var breaker = OpenedWith(new TraceSettings(trace.Engine, trace.Steps[0].Config).ToOptions(), new TestClock());
        TestTimeout.WaitUntil(() => breaker.GetSnapshot().IsRecoveryBlocked);
        return Task.CompletedTask;
    }

    private static CircuitBreaker OpenedWith(CircuitBreakerOptions options, TestClock clock)
    {
        options.HealthProbe = new Unhealthy();
        var breaker = new CircuitBreakerRegistry(clock).GetOrAdd("svc", options);
        while (Flow.TryEnter(breaker, out var permit)) permit.Failed(new InvalidOperationException());
        return breaker;
    }

    private sealed class Unhealthy : IHealthProbe
    {
        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken) => new(false);
    }
}
