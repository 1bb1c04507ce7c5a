using System.Runtime.CompilerServices;

namespace Aspects;

// The cancellation token for the callee.
public partial struct CircuitPermit
{
    /// <summary>Returns the token to pass to the callee of an asynchronous call.</summary>
    /// <remarks>Pass the task of the call to <c>Guard</c> afterwards.</remarks>
    /// <param name="cancellationToken">
    /// The caller's token. Pass the same token to <c>Guard</c> and <see cref="Failed"/>.
    /// </param>
    /// <returns>
    /// The caller's token. If <see cref="CircuitBreakerOptions.Timeout"/> is set, a token that is cancelled when the
    /// timeout expires or the caller cancels.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CancellationToken Token(CancellationToken cancellationToken) =>
        _entry.HasSlowPath ? CreateDeadlineToken(cancellationToken) : cancellationToken;

    /// <inheritdoc cref="Token(CancellationToken)"/>
    public CancellationToken? Token(CancellationToken? cancellationToken) =>
        _entry.HasSlowPath && HasTimeout && !_entry.IsRejected ? CreateDeadlineToken(cancellationToken.GetValueOrDefault()) : cancellationToken;

    private readonly CallDeadline? Deadline => _deadlineOrTimeout as CallDeadline;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CancellationToken CreateDeadlineToken(CancellationToken cancellationToken)
    {
        if (_breaker is not { } breaker || _entry.IsRejected || breaker.CallTimeout is var limit && limit == TimeSpan.Zero) return cancellationToken;
        return StartDeadline(breaker, limit, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CancellationToken StartDeadline(CircuitBreaker breaker, TimeSpan limit, CancellationToken cancellationToken)
    {
        DisposeDeadline();
        var deadline = new CallDeadline(breaker, limit, cancellationToken);
        _deadlineOrTimeout = deadline;
        return deadline.Token;
    }

    /// <returns>Whether the caller cancelled before the time was up.</returns>
    private bool DisposeDeadline()
    {
        if (Deadline is not { } deadline) return false;
        _deadlineOrTimeout = null;
        deadline.Dispose();
        return deadline.HasTimedOut == false;
    }
}
