namespace Aspects.Tests;

/// <summary>What is wanted of a trace where that is not what was recorded, or not with the settings as translated.</summary>
/// <param name="Gist">What is wanted, in words; for a report.</param>
/// <param name="Steps">
/// The state after each step, with an exclamation mark where the call is turned away, and a dash where it does not matter; the
/// recorded ones where <see langword="null"/>.
/// </param>
internal sealed record TraceExpectation(string Gist, string? Steps = null)
{
    public static TraceExpectation AsRecorded { get; } = new("as recorded");

    /// <summary>Changes the translated settings.</summary>
    public Action<CircuitBreakerOptions>? Adjust { get; init; }

    /// <summary>By how much the waits are multiplied.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Whether the first break is the configured one although the trace was recorded with a doubled one.</summary>
    public bool KeepsFirstWait { get; init; }

    /// <summary>Looks at the breaker after the last step.</summary>
    public Action<TraceRun>? Finally { get; init; }

    /// <summary>Takes the place of the steps.</summary>
    public Func<TraceFile, Task>? Instead { get; init; }
}
