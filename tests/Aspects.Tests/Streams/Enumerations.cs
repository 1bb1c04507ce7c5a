namespace Aspects.Tests;

/// <summary>What consumers do with streams.</summary>
internal static class Enumerations
{
    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> stream, CancellationToken token = default)
    {
        var items = new List<T>();
        await foreach (var item in stream.WithCancellation(token)) items.Add(item);
        return items;
    }

    /// <summary>Leaves after so many items.</summary>
    public static async Task LeaveAfterAsync<T>(this IAsyncEnumerable<T> stream, int items)
    {
        await foreach (var _ in stream)
        {
            if (--items == 0) break;
        }
    }

    /// <summary>Succeeded, failed, ignored, late and rejected.</summary>
    public static (long Succeeded, long Failed, long Ignored, long StaleOutcomes, long Rejected) Totals(this CircuitBreaker breaker)
    {
        var snapshot = breaker.GetSnapshot();
        return (snapshot.Succeeded, snapshot.Failed, snapshot.Ignored, snapshot.StaleOutcomes, snapshot.Rejected);
    }
}
