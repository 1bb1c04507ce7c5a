namespace Aspects.Tests;

/// <summary>A call as the reference breaker remembers it.</summary>
internal sealed class ReferenceCall
{
    public required CircuitState AdmittedIn { get; init; }

    public required int Epoch { get; init; }

    /// <summary>When it began, where its duration is measured.</summary>
    public long? Start { get; set; }

    /// <summary>When a probe is given up.</summary>
    public Int128 Deadline { get; set; }

    public bool IsRejected { get; set; }

    /// <summary>Whether it runs though nothing was granted, so that its outcome moves nothing.</summary>
    public bool IsBystander { get; set; }

    public bool IsSettled { get; set; }
}
