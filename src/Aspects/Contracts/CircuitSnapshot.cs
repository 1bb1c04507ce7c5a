using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The state, settings and totals of a circuit breaker at one moment.</summary>
/// <remarks>
/// <c>System.Text.Json</c> writes a snapshot in every state: enumerations as names, an exception as type and message.
/// </remarks>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record CircuitSnapshot
{
    /// <summary>The name of the breaker.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="CircuitBreaker.Key"/>
    public object? Key { get; init; }

    /// <inheritdoc cref="CircuitBreaker.State"/>
    public required CircuitState State { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.Mode" path="/summary"/>
    public CircuitMode Mode { get; init; }

    /// <summary>
    /// The reason for the last change of state, or for the break that <see cref="CircuitBreaker.Open"/> has set since.
    /// </summary>
    public required CircuitReason Reason { get; init; }

    /// <summary>The number of changes of state.</summary>
    public required long StateChanges { get; init; }

    /// <summary>
    /// The time of the last change of state, on the wall clock; <see langword="null"/> if there was none.
    /// </summary>
    public DateTimeOffset? LastStateChangeAt { get; init; }

    /// <summary>The number of openings, including isolations.</summary>
    public long TimesOpened { get; init; }

    /// <summary>The number of times that the circuit has closed.</summary>
    public long TimesClosed { get; init; }

    /// <summary>The number of failed recoveries since the circuit was last closed.</summary>
    public int FailedRecoveries { get; init; }

    /// <summary>The present number of consecutive failures; 0 unless the circuit is closed.</summary>
    public required int ConsecutiveFailures { get; init; }

    /// <summary>
    /// The number of consecutive failures that opens the circuit at the moment; 0 if that rule is off.
    /// </summary>
    public int ConsecutiveFailureLimit { get; init; }

    /// <summary>The present number of consecutive successful probes; 0 unless the circuit is half-open.</summary>
    public int ConsecutiveProbeSuccesses { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.SuccessThreshold" path="/summary"/>
    public int SuccessThreshold { get; init; }

    /// <summary>The number of completed calls in the window.</summary>
    public long WindowCalls { get; init; }

    /// <summary>The number of failed calls in the window.</summary>
    public long WindowFailures { get; init; }

    /// <summary>The number of slow calls in the window.</summary>
    public long WindowSlowCalls { get; init; }

    /// <summary>The number of calls in flight that are already slow.</summary>
    /// <remarks>Counts calls that the closed circuit admitted. Probes have a lease instead.</remarks>
    public long SlowCallsInFlight { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.MinimumThroughput" path="/summary"/>
    public int MinimumThroughput { get; init; }

    /// <summary>The number of failed calls in the window that opens the circuit; 0 if that rule is off.</summary>
    public int FailureCountLimit { get; init; }

    /// <inheritdoc cref="CircuitBreakerOptions.FailureRatio" path="/summary"/>
    public double FailureRatioLimit { get; init; }

    /// <summary>The share of slow calls in the window that opens the circuit; 0 if that rule is off.</summary>
    public double SlowCallRatioLimit { get; init; }

    /// <summary>The wait until a call can be admitted.</summary>
    /// <value>
    /// Never negative; zero from the end of the break to the first probe. <see langword="null"/> unless the circuit is
    /// open.
    /// </value>
    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the health probe keeps the circuit open, even after the break.</summary>
    public bool IsRecoveryBlocked { get; init; }

    /// <summary>
    /// The time of the last opening, on the wall clock; <see langword="null"/> while the circuit is closed.
    /// </summary>
    public required DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The exception that opened the circuit; <see langword="null"/> while the circuit is closed.</summary>
    public required Exception? LastFailure { get; init; }

    /// <summary>The time of the last failure, on the wall clock; <see langword="null"/> if there was none.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>The number of failed calls, by the full name of the type of the exception.</summary>
    /// <value>
    /// At most 33 entries: the first 32 names, and <c>(other)</c> for all further names. A failure without an exception
    /// counts as <c>(result)</c>.
    /// </value>
    public IReadOnlyDictionary<string, long> FailuresByType { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>The durations of calls; <see langword="null"/> if no call has been measured.</summary>
    public LatencySummary? Durations { get; init; }

    /// <summary>The number of calls that succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>The number of calls that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>
    /// The number of calls that do not concern the health of the callee, such as calls cancelled by their caller.
    /// </summary>
    public required long Ignored { get; init; }

    /// <summary>The number of calls whose callee requested fewer calls.</summary>
    public long Throttled { get; init; }

    /// <summary>
    /// The number of calls with a stale outcome, because the circuit changed its state during the call.
    /// </summary>
    public required long StaleOutcomes { get; init; }

    /// <summary>The number of rejected calls.</summary>
    public required long Rejected { get; init; }

    /// <summary>The number of calls that <see cref="CircuitMode.Enforce"/> would have rejected.</summary>
    /// <remarks>These calls also count as what they were, such as <see cref="Succeeded"/>.</remarks>
    public long WouldHaveRejected { get; init; }

    /// <summary>The number of calls that exceeded <see cref="CircuitBreakerOptions.Timeout"/>.</summary>
    /// <remarks>These calls also count as what they were, such as <see cref="Failed"/>.</remarks>
    public long TimedOut { get; init; }

    /// <summary>
    /// The number of calls that took longer than <see cref="CircuitBreakerOptions.SlowCallDuration"/>.
    /// </summary>
    /// <remarks>These calls also count as what they were, such as <see cref="Succeeded"/>.</remarks>
    public long Slow { get; init; }

    /// <summary>
    /// The number of exceptions thrown by user code of this breaker, such as a classifier or a listener.
    /// </summary>
    /// <remarks>
    /// An event that a listener missed because it was too far behind counts too. Listeners of a registry are not
    /// included.
    /// </remarks>
    public long CallbackErrors { get; init; }

    /// <summary>
    /// The number of all calls, rejected calls included. The number is exact while no call is in flight.
    /// </summary>
    public long Calls => Succeeded + Failed + Ignored + Throttled + StaleOutcomes + Rejected;

    /// <summary>The share of failed calls in the window, from 0 to 1.</summary>
    public double FailureRatio => WindowCalls == 0 ? 0 : WindowFailures / (double)WindowCalls;

    /// <summary>The share of successes among all calls that succeeded or failed.</summary>
    /// <value>From 0 to 1; 1 if there was no such call.</value>
    public double SuccessRate => Succeeded + Failed == 0 ? 1 : Succeeded / (double)(Succeeded + Failed);

    /// <summary>Why the circuit is open, or what is missing for it to open, as text.</summary>
    /// <remarks>The text is the same in every culture.</remarks>
    public string Explanation => CircuitExplanation.Describe(this);
}
