namespace Aspects;

/// <summary>The end of the time for one call: a token that is cancelled then, or when the caller's is.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public CallDeadline(TimeSpan limit, TimeProvider timeProvider, CancellationToken caller)
    {
        _source = new CancellationTokenSource(limit, timeProvider);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time is up, and it was not the caller who ended it.</summary>
    public bool IsExpired => _source.IsCancellationRequested && !_caller.Token.IsCancellationRequested;

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
