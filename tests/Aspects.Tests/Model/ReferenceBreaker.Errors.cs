namespace Aspects.Tests;

// What the exceptions of a call mean.
internal sealed partial class ReferenceBreaker
{
    public int CallbackErrors { get; private set; }

    public int TimedOut { get; private set; }

    /// <summary>Settles a call that ended with exceptions: one, or all those of a task.</summary>
    public void SettleErrors(ReferenceCall call, Exception[] errors, bool isCancelled, long now, DateTimeOffset wallClock)
    {
        if (call.IsRejected || call.IsSettled) return;
        isCancelled |= call.CancelledAt is not null;
        if (HasTimedOut(call, isCancelled, now))
        {
            TimedOut++;
            Settle(call, ReferenceOutcome.Failed, requestedWait: null, new TimeoutException("", errors[0]), now, wallClock);
            return;
        }

        var (worst, decisive) = (Judge(errors[0], isCancelled), errors[0]);
        foreach (var error in errors.Skip(1))
        {
            var outcome = Judge(error, isCancelled);
            if (SeverityOf(outcome) > SeverityOf(worst)) (worst, decisive) = (outcome, error);
        }

        if (errors.Length > 1) SettledSeveralErrors = true;
        Settle(call, worst, requestedWait: null, decisive, now, wallClock);
    }

    // With a token, the deadline or the cancellation decides, whichever came first.
    private bool HasTimedOut(ReferenceCall call, bool isCancelled, long now)
    {
        if (call.TimeoutAt is { } deadline)
        {
            if (call.CancelledAt < deadline) return false;
            if (now >= deadline) return true;
        }

        return IsOverdue(call, now) && !isCancelled;
    }

    // A call with a token keeps its limit. Another call has the present one.
    private bool IsOverdue(ReferenceCall call, long now)
    {
        var limit = call.Limit ?? CallTimeout;
        return call.Start is { } start && Settings.Mode != CircuitMode.Disabled && limit > TimeSpan.Zero && now - start > limit.Ticks;
    }

    private TimeSpan CallTimeout => Settings.Mode == CircuitMode.Disabled ? TimeSpan.Zero : Settings.Timeout;

    private ReferenceOutcome Judge(Exception error, bool isCancelled)
    {
        try
        {
            return Judge(Settings.Rules.All, error, isCancelled);
        }
        catch (NotSupportedException)
        {
            if (!IsDisposed) CallbackErrors++;
            return Judge([], error, isCancelled);
        }
    }

    private static ReferenceOutcome Judge(IReadOnlyList<ReferenceRule> rules, Exception error, bool isCancelled)
    {
        foreach (var rule in rules)
        {
            if (rule.Judge(error, isCancelled) is not { } outcome) continue;
            return outcome.Kind switch
            {
                CircuitOutcomeKind.Failure => ReferenceOutcome.Failed,
                CircuitOutcomeKind.Throttled => ReferenceOutcome.Throttled,
                _ => ReferenceOutcome.Ignored,
            };
        }

        if (isCancelled || IsRejection(error)) return ReferenceOutcome.Ignored;
        if (error is AggregateException { InnerExceptions.Count: > 0 } aggregate)
        {
            return aggregate.InnerExceptions.Select(part => Judge(rules, part, isCancelled: false)).MaxBy(SeverityOf);
        }

        return rules.Any(static rule => rule.Kind is ReferenceRuleKind.Handle or ReferenceRuleKind.HandleInner)
            ? ReferenceOutcome.Ignored
            : ReferenceOutcome.Failed;
    }

    private static bool IsRejection(Exception error) => error switch
    {
        CircuitBreakerOpenException => true,
        AggregateException { InnerExceptions.Count: > 0 } aggregate => aggregate.InnerExceptions.All(IsRejection),
        _ => error.InnerException is { } inner && IsRejection(inner),
    };

    private static int SeverityOf(ReferenceOutcome outcome) => outcome switch
    {
        ReferenceOutcome.Failed => 3,
        ReferenceOutcome.Throttled => 2,
        ReferenceOutcome.Ignored => 1,
        _ => 0,
    };
}
