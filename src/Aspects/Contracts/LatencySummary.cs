namespace Aspects;

/// <summary>How long calls took. Percentiles are upper bounds, at most an eighth above the true value.</summary>
/// <param name="Calls">How many calls were measured.</param>
/// <param name="Average">Their average, to within a sixteenth.</param>
/// <param name="Median">Half of them took at most this long.</param>
/// <param name="P90">Nine of ten took at most this long.</param>
/// <param name="P99">99 of 100 took at most this long.</param>
/// <param name="Max">All of them took at most this long.</param>
public sealed record LatencySummary(
    long Calls, TimeSpan Average, TimeSpan Median, TimeSpan P90, TimeSpan P99, TimeSpan Max);
