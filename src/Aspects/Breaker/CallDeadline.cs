namespace Aspects;

/// <summary>The deadline of one call. Its token is cancelled at the deadline or when the caller cancels.</summary>
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

    /// <summary>Whether the deadline has passed and the caller has not cancelled the call.</summary>
    public bool IsExpired => _source.IsCancellationRequested && !_caller.Token.IsCancellationRequested;

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
