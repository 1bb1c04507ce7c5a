namespace Aspects.Benchmarks.Subjects;

/// <summary>The settings that the cases are about.</summary>
internal static class Registries
{
    /// <summary>Failures in a row, and nothing else.</summary>
    public static AspectRegistry ConsecutiveOnly() =>
        new(new CircuitBreakerRegistry().Configure(IService.Breaker, static options => options.FailureRatio = 0));

    /// <summary>What a breaker has that nobody configured: failures in a row, and a time window.</summary>
    public static AspectRegistry Default() => new();

    /// <summary>Failures in a row, a time window, slow calls with those in flight, percentiles, a classifier and a listener.</summary>
    public static AspectRegistry EverythingOn()
    {
        var breakers = new CircuitBreakerRegistry().Configure(IService.Breaker, static options =>
        {
            options.SlowCallDuration = TimeSpan.FromSeconds(1);
            options.ClassifyWith<OnlyInvalidOperations>();
        });
        breakers.Subscribe(new DeafListener());
        return new AspectRegistry(breakers);
    }

    private sealed class OnlyInvalidOperations : IOutcomeClassifier
    {
        public static CircuitOutcome Classify(Exception exception) =>
            exception is InvalidOperationException ? CircuitOutcome.Failure : CircuitOutcome.Ignored;
    }

    private sealed class DeafListener : ICircuitBreakerListener
    {
        public void OnTransition(CircuitTransition transition)
        {
        }
    }
}
