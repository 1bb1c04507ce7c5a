namespace Aspects;

/// <summary>Exact totals of a breaker's calls.</summary>
/// <remarks><see cref="RecentCalls"/> counts the successes of the closed circuit.</remarks>
internal sealed class CallStatistics
{
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
