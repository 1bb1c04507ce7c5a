namespace Aspects.Tests;

/// <summary>Makes each call of a test a flow of its own, as the calls of different callers are.</summary>
internal static class Flow
{
    public static bool TryEnter(CircuitBreaker breaker, out CircuitPermit permit)
    {
        var (entered, granted) = (false, default(CircuitPermit));
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => entered = breaker.TryEnter(out granted), state: null);
        permit = granted;
        return entered;
    }
}
