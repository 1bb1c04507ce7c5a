using System.Runtime.CompilerServices;

namespace Aspects;

// From what a call brought to what it means. The rules are a user's code: they run here, outside the gate, and what they throw is reported.
public sealed partial class CircuitBreaker
{
    // Rules know nothing of the exception that a call gets whose time is up: it is a failure whatever they say.
    private static readonly ConditionalWeakTable<Exception, CircuitBreaker> TimeoutsMade = [];

    /// <summary>
    /// Whether a fallback may answer in place of an exception: of one that counts as failure or throttling by the rules of this breaker, of its
    /// own timeout, and of the rejection by a breaker further in. What the rules ignore reaches the caller, and so does whatever a call ends
    /// with whose caller has cancelled it: nobody waits for an answer. Nothing may be answered while the mode is
    /// <see cref="CircuitMode.Disabled"/>. Counts nothing: the call is settled already.
    /// </summary>
    /// <param name="error">What the call threw.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>Whether it may; <see langword="false"/> where a rule throws.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    public bool AllowsFallback(Exception error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        var rules = Volatile.Read(ref _rules);
        if (rules.Mode == CircuitMode.Disabled || cancellationToken.IsCancellationRequested) return false;
        if (error is CircuitBreakerOpenException || (TimeoutsMade.TryGetValue(error, out var maker) && maker == this)) return true;
        try
        {
            return rules.Outcomes.ClassifyException(error).Kind is CircuitOutcomeKind.Failure or CircuitOutcomeKind.Throttled;
        }
#pragma warning disable CA1031 // Listeners have been told of it when the call was settled.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>Whether some rule wants to see results; asked only of a permit with a detour, which all those breakers mark.</summary>
    internal bool JudgesResults => Volatile.Read(ref _rules).Outcomes.HasResultRules;

    internal void SettleResult<TResult>(CircuitWord entry, CallStart start, TResult result)
    {
        CircuitOutcome outcome;
        try
        {
            outcome = Volatile.Read(ref _rules).Outcomes.ClassifyResult(result);
        }
#pragma warning disable CA1031 // Whatever a rule throws must not change what the caller gets.
        catch (Exception callbackError)
#pragma warning restore CA1031
        {
            outcome = CircuitOutcome.Ignored;
            ReportCallbackError(nameof(CircuitBreakerOptions.ClassifyResult), callbackError);
        }

        Settle(entry, start, outcome, error: null);
    }

    internal void SettleError(CircuitWord entry, CallStart start, Exception error, CancellationToken cancellationToken)
    {
        if (entry.IsRejected) return;

        CircuitOutcome outcome;
        try
        {
            // The caller's own cancellation says nothing about the callee; the callee's own is a failure like any other.
            outcome = error is OperationCanceledException && cancellationToken.IsCancellationRequested
                ? CircuitOutcome.Ignored
                : Volatile.Read(ref _rules).Outcomes.ClassifyException(error);
        }
#pragma warning disable CA1031 // Whatever a rule throws must not change what the caller gets.
        catch (Exception callbackError)
#pragma warning restore CA1031
        {
            outcome = CircuitOutcome.Ignored;
            ReportCallbackError(nameof(CircuitBreakerOptions.Classify), callbackError);
        }

        Settle(entry, start, outcome, error);
    }

    /// <summary>Waits for a task, but no longer than a call may take.</summary>
    /// <returns>Whether it has ended; otherwise it is left to itself, and what it brings later is dropped.</returns>
    internal async Task<bool> WaitWithTimeoutAsync(Task task)
    {
        // The limit may have been lifted since the call began.
        var limit = CallTimeout;
        await task.WaitAsync(limit == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : limit, _clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompleted) return true;

        // Nobody is left to look at its exception.
        _ = task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return false;
    }

    /// <summary>The exception for a call whose time is up; counts it.</summary>
    internal TimeoutException CreateTimeout()
    {
        History.CountTimeout();
        var error = new TimeoutException(FormattableString.Invariant(
            $"A call through circuit breaker '{Name}' took longer than its Timeout of {CallTimeout.TotalSeconds:0.###} s."));
        TimeoutsMade.Add(error, this);
        return error;
    }
}
