using System.Collections.ObjectModel;

namespace Aspects;

/// <summary>What a circuit breaker is doing and has done, at one moment.</summary>
public sealed record CircuitSnapshot
{
    /// <summary>The name of the breaker.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }

    /// <inheritdoc cref="CircuitBreaker.State"/>
    public required CircuitState State { get; init; }

    /// <summary>Whether the breaker acts on what it sees.</summary>
    public CircuitMode Mode { get; init; }

    /// <summary>Why the circuit is in the state it last changed to.</summary>
    public required CircuitReason Reason { get; init; }

    /// <summary>How often the state has changed.</summary>
    public required long StateChanges { get; init; }

    /// <summary>When the state last changed, on the wall clock; <see langword="null"/> where it never did.</summary>
    public DateTimeOffset? LastStateChangeAt { get; init; }

    /// <summary>How often the circuit has opened, by hand or by itself.</summary>
    public long TimesOpened { get; init; }

    /// <summary>How often the circuit has closed.</summary>
    public long TimesClosed { get; init; }

    /// <summary>How many recoveries have failed since the circuit was last closed.</summary>
    public int FailedRecoveries { get; init; }

    /// <summary>How many calls have failed in a row; 0 while the circuit is not closed.</summary>
    public required int ConsecutiveFailures { get; init; }

    /// <summary>How many failures in a row open the circuit at the moment; 0 for never.</summary>
    public int ConsecutiveFailureLimit { get; init; }

    /// <summary>How many probes in a row have succeeded; 0 while the circuit is not half-open.</summary>
    public int ConsecutiveProbeSuccesses { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.SuccessThreshold"/>
    public int SuccessThreshold { get; init; }

    /// <summary>How many ended calls the window holds.</summary>
    public long WindowCalls { get; init; }

    /// <summary>How many of them failed.</summary>
    public long WindowFailures { get; init; }

    /// <summary>How many of them were slow.</summary>
    public long WindowSlowCalls { get; init; }

    /// <summary>How many calls are under way that are slow already.</summary>
    public long SlowCallsInFlight { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.MinimumThroughput"/>
    public int MinimumThroughput { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.FailureRatio"/>
    public double FailureRatioLimit { get; init; }

    /// <summary>Which share of slow calls opens the circuit; 0 where slow calls are not watched.</summary>
    public double SlowCallRatioLimit { get; init; }

    /// <summary>
    /// How long until a call may be admitted; never negative. <see langword="null"/> unless the circuit is open.
    /// </summary>
    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the health probe keeps the circuit open, whatever is left of its break.</summary>
    public bool IsRecoveryBlocked { get; init; }

    /// <summary>When the circuit opened, on the wall clock; <see langword="null"/> while it is closed.</summary>
    public required DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The failure that opened the circuit; <see langword="null"/> while it is closed.</summary>
    public required Exception? LastFailure { get; init; }

    /// <summary>When a call last failed, on the wall clock; <see langword="null"/> where none has.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>How many calls failed, by the full name of the exception's type; at most 33 names.</summary>
    public IReadOnlyDictionary<string, long> FailuresByType { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>How long calls took; <see langword="null"/> where that is not measured, or nothing has been yet.</summary>
    public LatencySummary? Durations { get; init; }

    /// <summary>Calls that ran and succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>Calls that ran and failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Calls that ran and whose outcome says nothing about the callee, such as those their caller cancelled.</summary>
    public required long Ignored { get; init; }

    /// <summary>Calls that ran and were asked by the callee to stop.</summary>
    public long Throttled { get; init; }

    /// <summary>Calls that ran and ended after the circuit had changed its state: their outcome moved nothing.</summary>
    public required long StaleOutcomes { get; init; }

    /// <summary>Calls that were turned away.</summary>
    public required long Rejected { get; init; }

    /// <summary>Calls among the others that would have been turned away, had the mode been to enforce.</summary>
    public long WouldHaveRejected { get; init; }

    /// <summary>Calls among the others whose time was up.</summary>
    public long TimedOut { get; init; }

    /// <summary>Calls among the others that were slow.</summary>
    public long Slow { get; init; }

    /// <summary>How often code that was given to the breaker, such as a classifier or a listener, has thrown.</summary>
    public long CallbackErrors { get; init; }

    /// <summary>All calls that have ended, one way or another; exact when none is under way.</summary>
    public long Calls => Succeeded + Failed + Ignored + Throttled + StaleOutcomes + Rejected;

    /// <summary>The share of ended calls in the window that failed, from 0 to 1.</summary>
    public double FailureRatio => WindowCalls == 0 ? 0 : WindowFailures / (double)WindowCalls;

    /// <summary>The share of successes among the calls that said something about the callee, from 0 to 1; 1 where none has.</summary>
    public double SuccessRate => Succeeded + Failed == 0 ? 1 : Succeeded / (double)(Succeeded + Failed);

    /// <summary>Why the circuit is open, or what is missing for it to open, in words; the same in every culture.</summary>
    public string Explanation => CircuitExplanation.Describe(this);
}
