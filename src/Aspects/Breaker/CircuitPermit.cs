using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>The right to make one call, or the source of the rejection.</summary>
/// <remarks>
/// <para>Settle a permit once: by <see cref="Succeeded()"/>, <see cref="Returned"/>, <see cref="Failed"/>,
/// <see cref="Settle"/>, <see cref="Ignored"/> or a <c>Guard</c> method. Settling it again does nothing.</para>
/// <para>Keep a permit in one local variable. A permit is a value, so settling one copy does not settle another.</para>
/// <para>A probe's permit that is never settled expires after <see cref="CircuitBreakerOptions.ProbeTimeout"/>.
/// Settling the <see langword="default"/> permit does nothing.</para>
/// </remarks>
#pragma warning disable CA1001 // Settling the permit disposes of the deadline, and the holder of a permit settles it.
public partial struct CircuitPermit
#pragma warning restore CA1001
{
    private CircuitWord _entry;
    private CallStart _start;
    private CircuitBreaker? _breaker;

    // The CallDeadline of the call. After FailedInFilter of a call that has timed out, the exception for the caller.
    // One field holds both, because a local variable for the exception would slow down each call of a proxy.
    private object? _deadlineOrTimeout;

    internal CircuitPermit(CircuitBreaker breaker, CircuitWord entry, CallStart start)
    {
        _breaker = breaker;
        _entry = entry;
        _start = start;
    }

    /// <summary>Replaces the entry. The breaker stays, because a write of a reference costs more.</summary>
    internal void SetEntry(CircuitWord entry, CallStart start) => (_entry, _start) = (entry, start);

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
        _entry.HasSlowPath && HasTimeout && !_entry.IsRejected
            ? CreateDeadlineToken(cancellationToken.GetValueOrDefault())
            : cancellationToken;

    /// <summary>Settles the permit: the call succeeded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Succeeded()
    {
        if (TakeBreaker() is { } breaker && !breaker.TrySucceed(_entry)) SucceedOnSlowPath(breaker);
    }

    /// <summary>Settles the permit: the call returned a result, which the rules of the breaker judge.</summary>
    /// <remarks>
    /// A result that no rule covers is a success. If a rule throws, the listeners are notified and the call counts as a
    /// success.
    /// </remarks>
    /// <typeparam name="TResult">The type of the result, as the call declares it.</typeparam>
    /// <param name="result">The result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Returned<TResult>(TResult result)
    {
        if (TakeBreaker() is { } breaker && (_entry.HasSlowPath || !breaker.TrySucceed(_entry))) SettleResultOnSlowPath(breaker, result);
    }

    /// <summary>Settles the permit: the call threw an exception, which the rules of the breaker judge.</summary>
    /// <remarks>
    /// <para>After the deadline of <see cref="CircuitBreakerOptions.Timeout"/> the call has timed out: a failure that
    /// no rule judges. After a cancellation by the caller an exception of any type counts as ignored. The first of the
    /// two decides.</para>
    /// <para>An exception that no rule covers is a failure. A rejection by another breaker, at any depth of the inner
    /// exceptions, counts as ignored. An <see cref="AggregateException"/> counts like its worst part: a failure, then
    /// throttling, then an ignored exception. If a rule throws, the listeners are notified, and the exception counts as
    /// if there were no rules.</para>
    /// </remarks>
    /// <param name="error">The exception that the call threw.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    public void Failed(Exception error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        SettleError(error, cancellationToken);
    }

    /// <summary>Does what <see cref="Failed"/> does, inside an exception filter that catches only a timeout.</summary>
    /// <remarks>
    /// An exception of a call that has not timed out reaches the caller untouched:
    /// <c>catch (Exception error) when (permit.FailedInFilter(error)) { throw permit.Timeout(); }</c>.
    /// </remarks>
    /// <param name="error">The exception that the call threw.</param>
    /// <returns>Whether the call has timed out, so that the caller gets <see cref="Timeout"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    public bool FailedInFilter(Exception error) => FailedInFilter(error, CancellationToken.None);

    /// <inheritdoc cref="FailedInFilter(Exception)"/>
    /// <param name="error">The exception that the call threw.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public bool FailedInFilter(Exception error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (SettleError(error, cancellationToken) is not { } timeout) return false;
        _deadlineOrTimeout = timeout;
        return true;
    }

    /// <summary>Returns the exception for the caller of a call that has timed out.</summary>
    /// <returns>An exception that contains the exception of the call.</returns>
    /// <exception cref="InvalidOperationException">No <c>FailedInFilter</c> has returned true.</exception>
    public readonly TimeoutException Timeout() => _deadlineOrTimeout as TimeoutException ?? throw new InvalidOperationException(
        "This call has not timed out, so there is no timeout to report. Call Timeout after a FailedInFilter that returned true.");

    /// <summary>Settles the permit with an outcome that the caller has judged.</summary>
    /// <param name="outcome">The outcome.</param>
    public void Settle(CircuitOutcome outcome)
    {
        if (TakeBreaker() is { } breaker) SettleOnSlowPath(breaker, outcome);
    }

    /// <summary>
    /// Settles the permit without an outcome. The call changes nothing in the circuit but the total of ignored calls.
    /// </summary>
    public void Ignored() => Settle(CircuitOutcome.Ignored);

    /// <summary>Settles the permit with an exception.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="all">All exceptions of the task, if it has several.</param>
    /// <param name="hasTimedOut">
    /// Whether the time was up before the caller cancelled, if that is known; <see langword="null"/> otherwise.
    /// </param>
    /// <param name="limit">
    /// The time limit of the call; that of the deadline or of the settings if <see langword="null"/>.
    /// </param>
    /// <returns>The timeout that the caller gets in place of the exception, if any.</returns>
    internal TimeoutException? SettleError(
        Exception error,
        CancellationToken cancellationToken,
        AggregateException? all = null,
        bool? hasTimedOut = null,
        TimeSpan? limit = null)
    {
        if (TakeBreaker() is not { } breaker) return null;
        if (Deadline is { } deadline)
        {
            hasTimedOut = deadline.HasTimedOut;
            limit = deadline.Limit;
            if (!cancellationToken.CanBeCanceled) cancellationToken = deadline.Caller;
            DisposeDeadline();
        }

        var call = new CallError(error, all, cancellationToken.IsCancellationRequested, hasTimedOut, limit ?? breaker.CallTimeout);
        return breaker.SettleError(_entry, _start, call);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SucceedOnSlowPath(CircuitBreaker breaker)
    {
        var deadline = DisposeDeadline();
        breaker.SettleSuccess(_entry, _start, deadline);
    }

    // Each branch ends with a call, so that the compiler turns the call into a jump.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SettleResultOnSlowPath<TResult>(CircuitBreaker breaker, TResult result)
    {
        if (_deadlineOrTimeout is not null) SettleResultBeforeDeadline(breaker, result);
        else if (breaker.JudgesResults) breaker.SettleResult(_entry, _start, result, deadline: null);
        else breaker.SettleSuccess(_entry, _start, deadline: null);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SettleResultBeforeDeadline<TResult>(CircuitBreaker breaker, TResult result)
    {
        var deadline = DisposeDeadline();
        if (breaker.JudgesResults) breaker.SettleResult(_entry, _start, result, deadline);
        else breaker.SettleSuccess(_entry, _start, deadline);
    }

    // Only the slow path disposes of a deadline, because a breaker with a timeout marks the slow path.
    private void SettleOnSlowPath(CircuitBreaker breaker, CircuitOutcome outcome)
    {
        var deadline = DisposeDeadline();
        breaker.Settle(_entry, _start, outcome, deadline);
    }

    private readonly CallDeadline? Deadline => _deadlineOrTimeout as CallDeadline;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CancellationToken CreateDeadlineToken(CancellationToken cancellationToken)
    {
        if (_breaker is not { } breaker || _entry.IsRejected) return cancellationToken;
        var limit = breaker.CallTimeout;
        return limit == TimeSpan.Zero ? cancellationToken : StartDeadline(breaker, limit, cancellationToken);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CancellationToken StartDeadline(CircuitBreaker breaker, TimeSpan limit, CancellationToken cancellationToken)
    {
        DisposeDeadline();
        var deadline = new CallDeadline(breaker, limit, cancellationToken);
        _deadlineOrTimeout = deadline;
        return deadline.Token;
    }

    /// <returns>The deadline, if the call has one.</returns>
    private CallDeadline? DisposeDeadline()
    {
        if (Deadline is not { } deadline) return null;
        _deadlineOrTimeout = null;
        deadline.Dispose();
        return deadline;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CircuitBreaker? TakeBreaker()
    {
        var breaker = _breaker;
        _breaker = null;
        return breaker;
    }
}
