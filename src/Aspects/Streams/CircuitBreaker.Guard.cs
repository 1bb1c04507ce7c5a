using System.Diagnostics.CodeAnalysis;

namespace Aspects;

// The doors for streams. Nothing is asked of the breaker until somebody wants their items.
public sealed partial class CircuitBreaker
{
    /// <summary>Puts the breaker around a stream: each enumeration of it is a call.</summary>
    /// <remarks>
    /// <para>Permission is asked for when the first item is; a rejection is thrown there. The end of the stream is a success, an
    /// exception before or after the first item is judged as that of any call, and the caller's own cancellation counts neither way.
    /// Who leaves early has been served if there was an item; otherwise that counts neither way. What the enumerator throws while it is disposed
    /// of reaches the caller and is not counted, for the call has been settled by then.</para>
    /// <para>How long the call took is the time to the first item, and that is what <see cref="CircuitBreakerOptions.Timeout"/>
    /// limits. A probe is settled by the first item; if the same stream fails later, that is one more failure, as of a call that was no
    /// probe.</para>
    /// <para>A callee that throws instead of returning a stream has not been asked for anything, and is not counted.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="stream">The stream that the call returned.</param>
    /// <param name="cancellationToken">
    /// The token that the call was given. Whoever enumerates may give another; either of them cancelled is the caller's own wish.
    /// </param>
    /// <returns>
    /// The stream, protected. A <see langword="null"/> stream, which only a broken callee returns, is handed back.
    /// </returns>
    [return: NotNullIfNotNull(nameof(stream))]
    public IAsyncEnumerable<T>? Guard<T>(IAsyncEnumerable<T>? stream, CancellationToken cancellationToken = default)
        where T : allows ref struct =>
        stream is null ? null : new GuardedStream<T>(this, stream, cancellationToken);

    /// <inheritdoc cref="Guard{T}(IAsyncEnumerable{T}, CancellationToken)"/>
    /// <param name="stream">The stream that the call returned.</param>
    /// <param name="fallback">
    /// Makes the stream that stands in where an enumeration is turned away, from the rejection. Not asked where the caller's token is cancelled.
    /// </param>
    /// <param name="cancellationToken">
    /// The token that the call was given. Whoever enumerates may give another; either of them cancelled is the caller's own wish.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="fallback"/> is <see langword="null"/>.</exception>
    [return: NotNullIfNotNull(nameof(stream))]
    public IAsyncEnumerable<T>? Guard<T>(
        IAsyncEnumerable<T>? stream, Func<Exception, IAsyncEnumerable<T>> fallback, CancellationToken cancellationToken = default)
        where T : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return stream is null ? null : Guard(new StreamOrFallback<T>(stream, fallback), cancellationToken);
    }

    /// <summary>Puts the breaker around an observable: each subscription to it is a call.</summary>
    /// <remarks>
    /// <para>Permission is asked for by <see cref="IObservable{T}.Subscribe"/>. A rejection arrives as <see cref="IObserver{T}.OnError"/>,
    /// for that is where an observer, and every operator between, looks for what went wrong.</para>
    /// <para><see cref="IObserver{T}.OnCompleted"/> is a success, <see cref="IObserver{T}.OnError"/> and an exception of
    /// <c>Subscribe</c> are judged as those of any call. Who unsubscribes early has been served if there was an item; otherwise
    /// that counts neither way. How long the call took is the time to the first item, and a probe is settled by it.
    /// <see cref="CircuitBreakerOptions.Timeout"/> does not limit it; but where <see cref="CircuitBreakerOptions.SlowCallDuration"/> is set, a
    /// source that has nothing to say for longer is slow.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The observable that the call returned.</param>
    /// <param name="cancellationToken">
    /// The token that the call was given. Where it is cancelled, an <see cref="OperationCanceledException"/> is the caller's own wish, and a
    /// subscriber who is turned away is told of the cancellation.
    /// </param>
    /// <returns>
    /// The observable, protected. A <see langword="null"/> one, which only a broken callee returns, is handed back.
    /// </returns>
    [return: NotNullIfNotNull(nameof(source))]
    public IObservable<T>? Guard<T>(IObservable<T>? source, CancellationToken cancellationToken = default) =>
        source is null ? null : new GuardedObservable<T>(this, source, fallback: null, cancellationToken);

    /// <inheritdoc cref="Guard{T}(IObservable{T}, CancellationToken)"/>
    /// <param name="source">The observable that the call returned.</param>
    /// <param name="fallback">
    /// Makes the observable that stands in where a subscription is turned away, from the rejection. Not asked where the caller's token is cancelled.
    /// </param>
    /// <param name="cancellationToken">
    /// The token that the call was given. Where it is cancelled, an <see cref="OperationCanceledException"/> is the caller's own wish, and a
    /// subscriber who is turned away is told of the cancellation.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="fallback"/> is <see langword="null"/>.</exception>
    [return: NotNullIfNotNull(nameof(source))]
    public IObservable<T>? Guard<T>(
        IObservable<T>? source, Func<Exception, IObservable<T>> fallback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return source is null ? null : new GuardedObservable<T>(this, source, fallback, cancellationToken);
    }
}
