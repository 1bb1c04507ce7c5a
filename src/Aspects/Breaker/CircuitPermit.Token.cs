using System.Runtime.CompilerServices;

namespace Aspects;

// The token that a call is made with.
public partial struct CircuitPermit
{
    /// <summary>
    /// The token to make the call with: the caller's, or, where <see cref="CircuitBreakerOptions.Timeout"/> is set, one that is
    /// cancelled when the time is up as well. For a call whose task is handed to <c>Guard</c> then.
    /// </summary>
    /// <param name="cancellationToken">The caller's token, which <c>Guard</c> and <see cref="Failed"/> are given too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CancellationToken Token(CancellationToken cancellationToken) =>
        _entry.HasSlowPath ? CreateDeadlineToken(cancellationToken) : cancellationToken;

    /// <inheritdoc cref="Token(CancellationToken)"/>
    public CancellationToken? Token(CancellationToken? cancellationToken) =>
        HasTimeout ? CreateDeadlineToken(cancellationToken.GetValueOrDefault()) : cancellationToken;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CancellationToken CreateDeadlineToken(CancellationToken cancellationToken)
    {
        if (_breaker is not { } breaker || breaker.CallTimeout is var limit && limit == TimeSpan.Zero) return cancellationToken;
        DisposeDeadline();
        _deadline = new CallDeadline(limit, breaker.TimeProvider, cancellationToken);
        return _deadline.Token;
    }

    private void DisposeDeadline()
    {
        _deadline?.Dispose();
        _deadline = null;
    }
}
