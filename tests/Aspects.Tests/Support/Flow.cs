namespace Aspects.Tests;

/// <summary>Makes each call of a test a flow of its own, as the calls of different callers are.</summary>
internal static class Flow
{
    public static bool TryEnter(CircuitBreaker breaker, out CircuitPermit permit) => TryEnter(breaker, ExecutionContext.Capture()!, out permit, out _);

    /// <summary>Enters inside a flow.</summary>
    /// <param name="breaker">The breaker.</param>
    /// <param name="outer">The flow of the call that makes this call.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="flow">The flow of this call.</param>
    public static bool TryEnter(CircuitBreaker breaker, ExecutionContext outer, out CircuitPermit permit, out ExecutionContext flow)
    {
        var (entered, granted, inside) = (false, default(CircuitPermit), outer);
        ExecutionContext.Run(
            outer,
            _ =>
            {
                entered = breaker.TryEnter(out granted);
                inside = ExecutionContext.Capture()!;
            },
            state: null);
        (permit, flow) = (granted, inside);
        return entered;
    }
}
