using System.Text.Json.Serialization;

namespace Aspects;

/// <summary>The durations of the measured calls.</summary>
/// <remarks>
/// A percentile, the median and the maximum are upper bounds, at most one eighth above the true value.
/// </remarks>
/// <param name="Calls">The number of measured calls.</param>
/// <param name="Average">The average duration, accurate to one sixteenth.</param>
/// <param name="Median">Half of the calls took at most this long.</param>
/// <param name="P90">90 of 100 calls took at most this long.</param>
/// <param name="P99">99 of 100 calls took at most this long.</param>
/// <param name="Max">All calls took at most this long.</param>
[JsonConverter(typeof(CircuitJsonConverter))]
public sealed record LatencySummary(
    long Calls, TimeSpan Average, TimeSpan Median, TimeSpan P90, TimeSpan P99, TimeSpan Max);
