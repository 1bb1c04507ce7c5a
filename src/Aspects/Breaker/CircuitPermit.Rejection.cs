using System.Runtime.CompilerServices;

namespace Aspects;

// What a rejected caller is handed. Each call makes a fresh exception, so that no stack ever grows.
public partial struct CircuitPermit
{
    /// <summary>The exception to throw for a rejected call.</summary>
    /// <param name="cancellationToken">
    /// The caller's token. Where it is cancelled already, the caller is told so rather than of the circuit.
    /// </param>
    /// <returns>A <see cref="CircuitBreakerOpenException"/>, or an <see cref="OperationCanceledException"/>.</returns>
    /// <exception cref="InvalidOperationException">No breaker has been asked for this permission, or it is settled.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Exception Rejection(CancellationToken cancellationToken = default)
    {
        if (_breaker is null)
        {
            throw new InvalidOperationException(
                "This permit was not rejected: call Rejection on the permit of a TryEnter that answered false.");
        }

        return cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(cancellationToken)
            : _breaker.CreateRejection(_entry);
    }

    /// <summary>A task that ends with <see cref="Rejection"/>.</summary>
    /// <inheritdoc cref="Rejection" path="/param|/exception"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly Task RejectedTask(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled(cancellationToken)
            : Task.FromException(Rejection(cancellationToken));

    /// <inheritdoc cref="RejectedTask(CancellationToken)"/>
    /// <typeparam name="TResult">The type of the result that the call would have had.</typeparam>
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
