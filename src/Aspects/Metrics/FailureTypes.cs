namespace Aspects;

/// <summary>Counts failures by the type of their exception. Types beyond a limit share one entry.</summary>
internal sealed class FailureTypes
{
    /// <summary>The entry for failures without an exception.</summary>
    public const string Result = "(result)";

    /// <summary>The entry for the types beyond the limit.</summary>
    public const string Other = "(other)";

    /// <summary>The counts of a breaker without failures.</summary>
    public static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>();

    private const int Limit = 32;
    private readonly object _sync = new();
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

    /// <summary>Returns a copy of the counts.</summary>
    /// <remarks>
    /// The copy is the same object until a count changes, so that two snapshots without a change between them are
    /// equal.
    /// </remarks>
    public IReadOnlyDictionary<string, long> ToDictionary()
    {
        lock (_sync)
        {
            return _copy ??= new Dictionary<string, long>(_counts, StringComparer.Ordinal);
        }
    }
}
