namespace Aspects;

/// <summary>One opening of a circuit: when, until when, why, and the failure that did it.</summary>
/// <param name="At">The wall clock at the opening, for people.</param>
/// <param name="Until">The stamp at which the break ends.</param>
/// <param name="Reason">Why the circuit opened.</param>
/// <param name="Failures">How many failures in a row had been counted.</param>
/// <param name="Failure">What the call threw that opened it.</param>
internal sealed record CircuitOpening(
    DateTimeOffset At, long Until, CircuitReason Reason, int Failures, Exception? Failure);
