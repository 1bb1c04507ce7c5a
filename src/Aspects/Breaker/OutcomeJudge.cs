namespace Aspects;

/// <summary>
/// Turns an exception or a result into an outcome. Runs user code, outside any lock, and reports what it throws.
/// </summary>
internal static class OutcomeJudge
{
    /// <summary>Judges the exceptions of a call. If a rule throws, the exceptions are judged without rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="call">The end of the call.</param>
    /// <param name="events">Receives the exceptions of rules.</param>
    /// <param name="error">The exception that decided: the worst one of a task with several exceptions.</param>
    public static CircuitOutcome JudgeError(OutcomeRules rules, CallError call, CircuitEvents events, out Exception error)
    {
        error = call.Error;
        if (call.All is not { } all) return JudgeError(rules, error, call.IsCancelled, events);

        var worst = CircuitOutcome.Success;
        foreach (var part in all.InnerExceptions)
        {
            var outcome = JudgeError(rules, part, call.IsCancelled, events);
            if (part != call.Error && !OutcomeRules.IsWorse(outcome, worst)) continue;
            (worst, error) = (outcome, part);
        }

        return worst;
    }

    private static CircuitOutcome JudgeError(OutcomeRules rules, Exception error, bool isCancelled, CircuitEvents events)
    {
        try
        {
            return rules.ClassifyException(error, isCancelled);
        }
#pragma warning disable CA1031 // An exception of user code is reported, and never changes what the caller gets.
        catch (Exception callbackError)
#pragma warning restore CA1031
        {
            events.ReportCallbackError(nameof(CircuitBreakerOptions.Classify), callbackError);
            return OutcomeRules.None.ClassifyException(error, isCancelled);
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
            return CircuitOutcome.Success;
        }
    }

    /// <summary>Whether a fallback may replace an exception of a settled call.</summary>
    public static bool AllowsFallback(OutcomeRules rules, Exception error, CircuitBreaker breaker)
    {
        if (OutcomeRules.IsRejection(error) || CallTimeouts.IsOwnedBy(error, breaker)) return true;
        CircuitOutcome outcome;
        try
        {
            outcome = rules.ClassifyException(error, isCancelled: false);
        }
#pragma warning disable CA1031 // The listeners were notified of this exception when the call was settled.
        catch (Exception)
#pragma warning restore CA1031
        {
            outcome = OutcomeRules.None.ClassifyException(error, isCancelled: false);
        }

        return outcome.Kind is CircuitOutcomeKind.Failure or CircuitOutcomeKind.Throttled;
    }

    /// <summary>Creates the exception for a call that took too long.</summary>
    /// <param name="breaker">The breaker.</param>
    /// <param name="limit">The time limit of the call.</param>
    /// <param name="callError">The exception of the call; <see langword="null"/> if the call has not ended.</param>
    public static TimeoutException CreateTimeout(CircuitBreaker breaker, TimeSpan limit, Exception? callError)
    {
        var message = FormattableString.Invariant(
            $"A call through circuit breaker '{breaker.Name}' took longer than its Timeout of {limit.TotalSeconds:0.###} s.");
        var error = new TimeoutException(message, callError);
        CallTimeouts.Add(error, breaker);
        return error;
    }
}
