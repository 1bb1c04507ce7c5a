namespace Aspects.Tests;

/// <summary>The settings of the reference breaker.</summary>
internal sealed record ReferenceSettings(
    int ConsecutiveFailures, TimeSpan BreakDuration, int MaxConcurrentProbes, int SuccessThreshold, TimeSpan ProbeTimeout)
{
    public void CopyTo(CircuitBreakerOptions options)
    {
        options.ConsecutiveFailures = ConsecutiveFailures;
        options.BreakDuration = BreakDuration;
        options.MaxConcurrentProbes = MaxConcurrentProbes;
        options.SuccessThreshold = SuccessThreshold;
        options.ProbeTimeout = ProbeTimeout;
    }
}
