namespace Aspects;

/// <summary>What a circuit breaker is doing and has done, at one moment.</summary>
public sealed record CircuitSnapshot
{
    /// <summary>The name of the breaker.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="CircuitBreaker.State"/>
    public required CircuitState State { get; init; }

    /// <summary>Why the circuit is in the state it last changed to.</summary>
    public required CircuitReason Reason { get; init; }

    /// <summary>How often the state has changed.</summary>
    public required long StateChanges { get; init; }

    /// <summary>How many calls have failed in a row; 0 while the circuit is not closed.</summary>
    public required int ConsecutiveFailures { get; init; }

    /// <summary>
    /// How long until a call may be admitted; never negative. <see langword="null"/> unless the circuit is open.
    /// </summary>
    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>When the circuit opened, on the wall clock; <see langword="null"/> while it is closed.</summary>
    public required DateTimeOffset? OpenedAt { get; init; }

    /// <summary>The failure that opened the circuit; <see langword="null"/> while it is closed.</summary>
    public required Exception? LastFailure { get; init; }

    /// <summary>Calls that ran and succeeded.</summary>
    public required long Succeeded { get; init; }

    /// <summary>Calls that ran and failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Calls that ran and whose outcome says nothing about the callee, such as those their caller cancelled.</summary>
    public required long Ignored { get; init; }

    /// <summary>Calls that ran and ended after the circuit had changed its state: their outcome moved nothing.</summary>
    public required long Late { get; init; }

    /// <summary>Calls that were turned away.</summary>
    public required long Rejected { get; init; }

    /// <summary>All calls that have ended, one way or another; exact when none is under way.</summary>
    public long Calls => Succeeded + Failed + Ignored + Late + Rejected;
}
