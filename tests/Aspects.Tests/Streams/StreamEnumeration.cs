namespace Aspects.Tests;

/// <summary>Reads streams as consumers do.</summary>
internal static class StreamEnumeration
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> stream, CancellationToken token = default)
    {
        var items = new List<T>();
        await foreach (var item in stream.WithCancellation(token)) items.Add(item);
        return items;
    }

    /// <summary>Stops the enumeration after a number of items.</summary>
    public static async Task StopAfterAsync<T>(this IAsyncEnumerable<T> stream, int items)
    {
        await foreach (var _ in stream)
        {
            if (--items == 0) break;
        }
    }

    /// <summary>Succeeded, failed, ignored, stale and rejected calls.</summary>
    public static (long Succeeded, long Failed, long Ignored, long StaleOutcomes, long Rejected) Totals(this CircuitBreaker breaker)
    {
        var snapshot = breaker.GetSnapshot();
        return (snapshot.Succeeded, snapshot.Failed, snapshot.Ignored, snapshot.StaleOutcomes, snapshot.Rejected);
    }
}
