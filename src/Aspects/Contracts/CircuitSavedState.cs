namespace Aspects;

/// <summary>What a breaker needs to go on after a restart.</summary>
/// <param name="Name">The name of the breaker.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why it was in that state.</param>
/// <param name="FailedRecoveries">How many recoveries had failed since it was last closed.</param>
/// <param name="RemainingBreak">What was left of its break.</param>
/// <param name="SavedAt">When it was saved, on the wall clock.</param>
public sealed record CircuitSavedState(
    string Name,
    CircuitState State,
    CircuitReason Reason,
    int FailedRecoveries,
    TimeSpan RemainingBreak,
    DateTimeOffset SavedAt);
