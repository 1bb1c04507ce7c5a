using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// Turns an exception or a result into an outcome. Runs user code, outside any lock, and reports what it throws.
/// </summary>
internal static class OutcomeJudge
{
    // Timeouts raised by a breaker. They always count as failures; classifiers are not asked.
    private static readonly ConditionalWeakTable<Exception, CircuitBreaker> Timeouts = [];

    public static CircuitOutcome JudgeError(OutcomeRules rules, Exception error, CircuitEvents events, CancellationToken cancellationToken)
    {
        try
        {
            // The caller's own cancellation says nothing about the callee. The callee's own cancellation is judged
            // like any exception.
            return error is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? CircuitOutcome.Ignored
                : rules.ClassifyException(error);
        }
#pragma warning disable CA1031 // An exception of user code is reported, and never changes what the caller gets.
        catch (Exception callbackError)
#pragma warning restore CA1031
        {
            events.ReportCallbackError(nameof(CircuitBreakerOptions.Classify), callbackError);
            return CircuitOutcome.Ignored;
        }
    }

    public static CircuitOutcome JudgeResult<TResult>(OutcomeRules rules, TResult result, CircuitEvents events)
    {
        try
        {
            return rules.ClassifyResult(result);
        }
#pragma warning disable CA1031 // An exception of user code is reported, and never changes what the caller gets.
        catch (Exception callbackError)
#pragma warning restore CA1031
        {
            events.ReportCallbackError(nameof(CircuitBreakerOptions.ClassifyResult), callbackError);
            return CircuitOutcome.Ignored;
        }
    }

    /// <summary>Whether a fallback may replace an exception of a settled call.</summary>
    public static bool AllowsFallback(OutcomeRules rules, Exception error, CircuitBreaker breaker)
    {
        if (error is CircuitBreakerOpenException || (Timeouts.TryGetValue(error, out var owner) && owner == breaker)) return true;
        try
        {
            return rules.ClassifyException(error).Kind is CircuitOutcomeKind.Failure or CircuitOutcomeKind.Throttled;
        }
#pragma warning disable CA1031 // The listeners were notified of this exception when the call was settled.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>Creates the exception for a call that took too long.</summary>
    public static TimeoutException CreateTimeout(CircuitBreaker breaker)
    {
        var error = new TimeoutException(FormattableString.Invariant(
            $"A call through circuit breaker '{breaker.Name}' took longer than its Timeout of {breaker.CallTimeout.TotalSeconds:0.###} s."));
        Timeouts.Add(error, breaker);
        return error;
    }
}
