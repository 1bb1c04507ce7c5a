using System.Runtime.CompilerServices;

namespace Aspects;

// Classifies the result or the exception of a call. Classification rules are user code: they run without `_sync`, and
// their exceptions are reported as callback errors.
public sealed partial class CircuitBreaker
{
    // Timeouts raised by this breaker. They always count as failures; the classification rules do not run.
    private static readonly ConditionalWeakTable<Exception, CircuitBreaker> TimeoutsMade = [];

    /// <summary>Returns whether a fallback may replace the exception of a call.</summary>
    /// <remarks>
    /// <para>A fallback may replace an exception that this breaker classifies as a failure or as throttling. It may
    /// also replace a timeout of this breaker and a rejection by an inner breaker. An ignored exception reaches the
    /// caller.</para>
    /// <para>A fallback may replace nothing if the caller has cancelled the call, or while the mode is
    /// <see cref="CircuitMode.Disabled"/>. This method counts nothing, because the permit is settled already.</para>
    /// </remarks>
    /// <param name="error">The exception that the call threw.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>
    /// <see langword="true"/> if a fallback may replace the exception; <see langword="false"/> otherwise, and if a rule
    /// throws.
    /// </returns>
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
#pragma warning disable CA1031 // The listeners were notified of the rule's exception when the permit was settled.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <summary>Whether a rule classifies results. A breaker with such a rule sets the slow-path mark.</summary>
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
            // A cancellation by the caller is no statement about the callee. A cancellation by the callee is classified
            // like any other exception.
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

    /// <summary>Waits for a task, at most for <see cref="CircuitBreakerOptions.Timeout"/>.</summary>
    /// <returns>Whether the task has ended. If not, its later outcome is dropped.</returns>
    internal async Task<bool> WaitWithTimeoutAsync(Task task)
    {
        // New settings may have removed the timeout since the call began.
        var limit = CallTimeout;
        await task.WaitAsync(limit == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : limit, _clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompleted) return true;

        // Reads the exception of the abandoned task, so that the runtime does not report it as unobserved.
        _ = task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return false;
    }

    /// <summary>Counts a timeout and creates its exception.</summary>
    internal TimeoutException CreateTimeout()
    {
        History.CountTimeout();
        var error = new TimeoutException(FormattableString.Invariant(
            $"A call through circuit breaker '{Name}' took longer than its Timeout of {CallTimeout.TotalSeconds:0.###} s."));
        TimeoutsMade.Add(error, this);
        return error;
    }
}
