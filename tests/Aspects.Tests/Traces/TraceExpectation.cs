namespace Aspects.Tests;

/// <summary>The expectation of a trace that differs from the recording or needs other settings.</summary>
/// <param name="Gist">The expectation in words, for a report.</param>
/// <param name="Steps">
/// The state after each step: with an exclamation mark if the call is rejected, a dash if any state is accepted;
/// <see langword="null"/> for the recorded states.
/// </param>
internal sealed record TraceExpectation(string Gist, string? Steps = null)
{
    public static TraceExpectation AsRecorded { get; } = new("as recorded");

    /// <summary>Changes the translated settings.</summary>
    public Action<CircuitBreakerOptions>? Adjust { get; init; }

    /// <summary>The factor of all waits.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>
    /// Whether the first break is the configured one although the trace was recorded with a doubled one.
    /// </summary>
    public bool KeepsFirstWait { get; init; }

    /// <summary>Asserts on the breaker after the last step.</summary>
    public Action<TraceRun>? Finally { get; init; }

    /// <summary>Runs instead of the steps.</summary>
    public Func<TraceFile, Task>? Instead { get; init; }
}
