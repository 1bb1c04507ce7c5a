namespace Aspects;

/// <summary>How often calls failed, by the type of the exception. Kept small: types beyond the limit share one entry.</summary>
internal sealed class FailureTypes
{
    /// <summary>What failures that threw nothing are counted as.</summary>
    public const string Result = "(result)";

    /// <summary>What the types beyond the limit are counted as.</summary>
    public const string Other = "(other)";

    private const int Limit = 32;
    private readonly Lock _sync = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private Dictionary<string, long>? _copy;

    public void Count(Exception? error)
    {
        var type = error is null ? Result : error.GetType().FullName ?? Other;
        lock (_sync)
        {
            if (!_counts.ContainsKey(type) && _counts.Count >= Limit) type = Other;
            _counts[type] = _counts.GetValueOrDefault(type) + 1;
            _copy = null;
        }
    }

    /// <summary>The counts, in the same object until one changes: two snapshots with nothing in between are equal.</summary>
    public IReadOnlyDictionary<string, long> ToDictionary()
    {
        lock (_sync)
        {
            return _copy ??= new Dictionary<string, long>(_counts, StringComparer.Ordinal);
        }
    }
}
