namespace Aspects.Tests;

/// <summary>A call of the reference breaker.</summary>
internal sealed class ReferenceCall
{
    public required CircuitState AdmittedIn { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The timestamp of the beginning, when the duration is measured.</summary>
    public long? Start { get; set; }

    /// <summary>The timestamp at which a probe took its slot.</summary>
    public long SlotTakenAt { get; set; }

    /// <summary>The timestamp at which a probe loses its slot.</summary>
    public Int128 Deadline { get; set; }

    /// <summary>The timestamp at which the call times out, if the call took a token.</summary>
    public Int128? TimeoutAt { get; set; }

    /// <summary>The time limit that the call began with, if the call took a token.</summary>
    public TimeSpan? Limit { get; set; }

    /// <summary>The timestamp at which the caller cancelled.</summary>
    public long? CancelledAt { get; set; }

    /// <summary>The call in whose flow this call is made, if any.</summary>
    public ReferenceCall? Outer { get; init; }

    public bool IsRejected { get; set; }

    /// <summary>Whether the call runs without a permit, so that its outcome changes no state.</summary>
    public bool IsPassThrough { get; set; }

    public bool IsSettled { get; set; }
}
