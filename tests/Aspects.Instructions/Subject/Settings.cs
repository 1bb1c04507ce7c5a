using Aspects.Benchmarks.Subjects;

namespace Aspects.Instructions.Subject;

/// <summary>The settings of the measured breakers.</summary>
internal static class Settings
{
    public static void ConsecutiveFailuresOnly(CircuitBreakerOptions options) => options.FailureRatio = 0;

    public static void Defaults(CircuitBreakerOptions options)
    {
    }

    public static void CountWindow(CircuitBreakerOptions options) => options.WindowCalls = 100;

    public static void SlowCalls(CircuitBreakerOptions options) => options.SlowCallDuration = TimeSpan.FromSeconds(5);

    /// <summary>A limit below 100 ms needs a clock that is more precise.</summary>
    public static void BriefSlowCalls(CircuitBreakerOptions options) => options.SlowCallDuration = TimeSpan.FromMilliseconds(50);

    /// <summary>A window, slow calls, durations, a classifier and a result rule. The registry adds a listener.</summary>
    public static void Everything(CircuitBreakerOptions options)
    {
        options.SlowCallDuration = TimeSpan.FromSeconds(1);
        options.MeasureDurations = true;
        options.ClassifyWith<OnlyInvalidOperations>();
        options.ClassifyResult<int>(static result => result >= 0 ? CircuitOutcome.Success : CircuitOutcome.Failure);
    }

    /// <summary>Creates the generated proxy around the callee, with a breaker of its own.</summary>
    public static IService CreateProxy(Action<CircuitBreakerOptions> settings)
    {
        var breakers = new CircuitBreakerRegistry().Configure(IService.Breaker, settings);
        if (settings == Everything) breakers.Subscribe(new EmptyListener());
        return new Service().WithAspects(new AspectRegistry(breakers));
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
