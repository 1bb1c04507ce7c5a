namespace Aspects;

/// <summary>The settings of a breaker as the state machine reads them: complete and never changed in place.</summary>
internal sealed record CircuitRules(
    int ConsecutiveFailures,
    TimeSpan BreakDuration,
    int MaxConcurrentProbes,
    int SuccessThreshold,
    TimeSpan ProbeTimeout)
{
    public static readonly CircuitRules Default = From(CircuitBreakerOptions.Default);

    public static CircuitRules From(CircuitBreakerOptions options) => new(
        options.ConsecutiveFailures,
        options.BreakDuration,
        options.MaxConcurrentProbes,
        options.SuccessThreshold,
        options.ProbeTimeout);
}
