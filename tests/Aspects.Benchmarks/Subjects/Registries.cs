namespace Aspects.Benchmarks.Subjects;

/// <summary>The registries with the settings of the cases.</summary>
internal static class Registries
{
    /// <summary>Consecutive failures as the only rule.</summary>
    public static AspectRegistry ConsecutiveOnly() =>
        new(new CircuitBreakerRegistry().Configure(IService.Breaker, static options => options.FailureRatio = 0));

    /// <summary>The default options: consecutive failures and a time window.</summary>
    public static AspectRegistry Default() => new();

    /// <summary>Consecutive failures, a time window, slow calls, percentiles, a classifier and a listener.</summary>
    public static AspectRegistry EverythingOn()
    {
        var breakers = new CircuitBreakerRegistry().Configure(IService.Breaker, static options =>
        {
            options.SlowCallDuration = TimeSpan.FromSeconds(1);
            options.ClassifyWith<OnlyInvalidOperations>();
        });
        breakers.Subscribe(new EmptyListener());
        return new AspectRegistry(breakers);
    }

    private sealed class OnlyInvalidOperations : IOutcomeClassifier
    {
        public static CircuitOutcome Classify(Exception exception) =>
            exception is InvalidOperationException ? CircuitOutcome.Failure : CircuitOutcome.Ignored;
    }

    private sealed class EmptyListener : ICircuitBreakerListener
    {
        public void OnTransition(CircuitTransition transition)
        {
        }
    }
}
