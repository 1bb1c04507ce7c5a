namespace Aspects;

/// <summary>Whether a breaker acts on what it sees.</summary>
public enum CircuitMode
{
    /// <summary>It rejects calls when it should.</summary>
    Enforce = 0,

    /// <summary>
    /// It counts, changes its state and reports as in <see cref="Enforce"/>, but never rejects:
    /// a call it would have rejected goes through, and its outcome moves nothing.
    /// </summary>
    Monitor = 1,

    /// <summary>Every call goes through and is counted; nothing else happens.</summary>
    Disabled = 2,
}
