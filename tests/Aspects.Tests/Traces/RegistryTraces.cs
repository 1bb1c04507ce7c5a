namespace Aspects.Tests;

/// <summary>The expectations of the traces about names, and about checks without an entry.</summary>
internal static class RegistryTraces
{
    public static Task BreakersHaveTheirRegisteredNames(TraceFile trace)
    {
        var registry = new CircuitBreakerRegistry();
        Assert.All(trace.Steps, step => Assert.Equal(step.Breaker, registry.GetOrAdd(step.Breaker).Name));
        return Task.CompletedTask;
    }

    public static Task CreatingAgainReturnsTheOpenBreaker(TraceFile trace)
    {
        var registry = new CircuitBreakerRegistry(new TestClock());
        CircuitBreaker? first = null;
        foreach (var step in trace.Steps)
        {
            if (step.Op == "manager_create")
            {
                var breaker = registry.GetOrAdd("svc", new TraceSettings(trace.Engine, step.Config).ToOptions());
                Assert.Same(first ??= breaker, breaker);
                continue;
            }

            if (step.Op == "call_ok") Assert.False(Flow.TryEnter(first!, out _));
            else Assert.Throws<InvalidOperationException>(() => first!.Execute(static () => throw new InvalidOperationException()));
        }

        Assert.Equal(CircuitState.Open, first!.State);
        return Task.CompletedTask;
    }

    public static Task ConflictingSettingsAreRefused(TraceFile trace)
    {
        var registry = new CircuitBreakerRegistry(new TestClock());
        var created = trace.Steps.Where(static step => step.Op == "manager_create").ToArray();
        var breaker = registry.GetOrAdd("svc", new TraceSettings(trace.Engine, created[0].Config).ToOptions(), "the one");

        var conflict = Assert.Throws<InvalidOperationException>(
            () => registry.GetOrAdd("svc", new TraceSettings(trace.Engine, created[1].Config).ToOptions(), "the other"));

        Assert.Contains("the one", conflict.Message, StringComparison.Ordinal);
        Assert.Contains("the other", conflict.Message, StringComparison.Ordinal);
        Assert.Same(breaker, registry.GetOrAdd("svc"));
        return Task.CompletedTask;
    }

    public static Task AProbeReservesItsPermit(TraceFile trace)
    {
        var clock = new TestClock();
        var options = trace.SettingsOf("svc").ToOptions();
        options.MaxConcurrentProbes = 1;
        var breaker = new CircuitBreaker("svc", options, clock);
        foreach (var step in trace.Steps.Where(static step => step.Op == "call_fail"))
        {
            Assert.True(Flow.TryEnter(breaker, out var failing), step.Op);
            failing.Failed(new InvalidOperationException());
        }

        Assert.False(Flow.TryEnter(breaker, out _));
        clock.Advance(options.BreakDuration);
        Assert.True(Flow.TryEnter(breaker, out var first));
        Assert.False(Flow.TryEnter(breaker, out _));
        first.Succeeded();
        Assert.Equal(CircuitState.Closed, breaker.State);
        return Task.CompletedTask;
    }
}
