namespace Aspects;

/// <summary>Exact totals of a breaker's calls.</summary>
/// <remarks><see cref="RecentCalls"/> counts the successes of the closed circuit.</remarks>
internal sealed class CallStatistics
{
    /// <summary>The totals of a breaker that has counted nothing. Only for reading.</summary>
    public static readonly CallStatistics None = new();

    private CallCounters _calls;
    private long _wouldHaveRejected;
    private long _timedOut;
    private long _slow;
    private long _lastFailureAt;
    private FailureTypes? _failureTypes;

    public long WouldHaveRejected => Volatile.Read(ref _wouldHaveRejected);

    public long TimedOut => Volatile.Read(ref _timedOut);

    public long Slow => Volatile.Read(ref _slow);

    /// <summary>The time of the last failure, on the wall clock.</summary>
    public DateTimeOffset? LastFailureAt =>
        Volatile.Read(ref _lastFailureAt) is not 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public IReadOnlyDictionary<string, long> FailuresByType => Volatile.Read(ref _failureTypes)?.ToDictionary() ?? FailureTypes.None;

    public long GetTotal(CallKind kind) => _calls.GetTotal(kind);

    public void Count(CallKind kind) => _calls.Count(kind);

    public void CountFailure(Exception? error, DateTimeOffset at)
    {
        _calls.Count(CallKind.Failed);
        Volatile.Write(ref _lastFailureAt, at.UtcTicks);
        LazyInitializer.EnsureInitialized(ref _failureTypes, static () => new()).Count(error);
    }

    public void CountWouldHaveRejected() => Interlocked.Increment(ref _wouldHaveRejected);

    public void CountTimeout() => Interlocked.Increment(ref _timedOut);

    public void CountSlowCall() => Interlocked.Increment(ref _slow);
}

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
