using System.Runtime.CompilerServices;

namespace Aspects;

// The exception and the tasks for a rejected caller. Each use creates a new exception, because an exception that is
// thrown again collects the stack traces of all throws.
public partial struct CircuitPermit
{
    /// <summary>Creates the exception to throw for a rejected call.</summary>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>
    /// An <see cref="OperationCanceledException"/> if <paramref name="cancellationToken"/> is cancelled already;
    /// otherwise a <see cref="CircuitBreakerOpenException"/>.
    /// </returns>
    /// <exception cref="InvalidOperationException">The permit is settled, or no breaker created it.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Exception Rejection(CancellationToken cancellationToken = default)
    {
        if (_breaker is null)
        {
            throw new InvalidOperationException(
                "This permit was not rejected, so there is no rejection to report. "
                + "Call Rejection on the permit of a TryEnter that returned false.");
        }

        return cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(cancellationToken)
            : _breaker.CreateRejection(_entry);
    }

    /// <summary>Creates a task that has failed with <see cref="Rejection"/>, or that is cancelled.</summary>
    /// <inheritdoc cref="Rejection" path="/param|/exception"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Task RejectedTask(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled(cancellationToken)
            : Task.FromException(Rejection(cancellationToken));

    /// <inheritdoc cref="RejectedTask(CancellationToken)"/>
    /// <typeparam name="TResult">The type of the call's result.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Task<TResult> RejectedTask<TResult>(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<TResult>(cancellationToken)
            : Task.FromException<TResult>(Rejection(cancellationToken));

    /// <inheritdoc cref="RejectedTask(CancellationToken)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly ValueTask RejectedValueTask(CancellationToken cancellationToken = default) =>
        new(RejectedTask(cancellationToken));

    /// <inheritdoc cref="RejectedTask{TResult}(CancellationToken)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly ValueTask<TResult> RejectedValueTask<TResult>(CancellationToken cancellationToken = default) =>
        new(RejectedTask<TResult>(cancellationToken));
}
