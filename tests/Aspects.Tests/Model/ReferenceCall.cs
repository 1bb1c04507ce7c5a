namespace Aspects.Tests;

/// <summary>A call as the reference breaker remembers it.</summary>
internal sealed class ReferenceCall
{
    public required CircuitState AdmittedIn { get; init; }

    public required int Epoch { get; init; }

    /// <summary>When a probe is given up.</summary>
    public Int128 Deadline { get; set; }

    public bool IsRejected { get; set; }

    public bool IsSettled { get; set; }
}

/// <summary>What became of a call.</summary>
internal enum ReferenceOutcome
{
    Succeeded,
    Failed,
    Ignored,
}
