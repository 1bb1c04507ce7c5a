using System.Diagnostics.CodeAnalysis;

namespace Aspects;

// Guards streams and observables. A permit is requested when the enumeration or the subscription begins, not before.
public sealed partial class CircuitBreaker
{
    /// <summary>Guards a stream: each enumeration of it is one call.</summary>
    /// <remarks>
    /// <para>The first <c>MoveNextAsync</c> requests the permit and throws the rejection.</para>
    /// <para>The end of the stream is a success. An exception, before or after the first item, is judged like the
    /// exception of any call. A cancellation by the caller counts as ignored. An enumeration that is disposed of early
    /// is a success after the first item, and is ignored before it. An exception of the enumerator's
    /// <c>DisposeAsync</c> reaches the caller and is not counted, because the permit is settled by then.</para>
    /// <para>The duration of the call is the time to the first item. <see cref="CircuitBreakerOptions.Timeout"/> limits
    /// this time. The first item settles a probe. A later failure of the same stream counts as another
    /// failure.</para>
    /// <para>A callee that throws and returns no stream is not counted, because no permit was requested.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="stream">The stream that the call returned.</param>
    /// <param name="cancellationToken">
    /// The token that the call received. The consumer may pass another token to the enumerator. The call counts as
    /// cancelled by its caller if either token is cancelled.
    /// </param>
    /// <returns>
    /// The guarded stream; <see langword="null"/> if <paramref name="stream"/> is <see langword="null"/>.
    /// </returns>
    [return: NotNullIfNotNull(nameof(stream))]
    public IAsyncEnumerable<T>? Guard<T>(IAsyncEnumerable<T>? stream, CancellationToken cancellationToken = default)
        where T : allows ref struct =>
        stream is null ? null : new GuardedStream<T>(this, stream, cancellationToken);

    /// <inheritdoc cref="Guard{T}(IAsyncEnumerable{T}, CancellationToken)"/>
    /// <param name="stream">The stream that the call returned.</param>
    /// <param name="fallback">
    /// Creates the stream for a rejected enumeration from the rejection. Does not run if the caller's token is
    /// cancelled.
    /// </param>
    /// <param name="cancellationToken">
    /// The token that the call received. The consumer may pass another token to the enumerator. The call counts as
    /// cancelled by its caller if either token is cancelled.
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

    /// <summary>Guards an observable: each subscription to it is one call.</summary>
    /// <remarks>
    /// <para><see cref="IObservable{T}.Subscribe"/> requests the permit. A rejection is sent to
    /// <see cref="IObserver{T}.OnError"/>, because observers and operators handle errors there.</para>
    /// <para><see cref="IObserver{T}.OnCompleted"/> is a success. <see cref="IObserver{T}.OnError"/> and an exception
    /// of <c>Subscribe</c> are judged like the exception of any call. An unsubscription is a success after the first
    /// item, and is ignored before it.</para>
    /// <para>The duration of the call is the time to the first item. The first item settles a probe.
    /// <see cref="CircuitBreakerOptions.Timeout"/> does not limit this time. A first item that takes longer than
    /// <see cref="CircuitBreakerOptions.SlowCallDuration"/> makes the call slow.</para>
    /// </remarks>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The observable that the call returned.</param>
    /// <param name="cancellationToken">
    /// The token that the call received. If it is cancelled, an exception of any type counts as
    /// ignored, and a rejected subscriber gets an <see cref="OperationCanceledException"/>.
    /// </param>
    /// <returns>
    /// The guarded observable; <see langword="null"/> if <paramref name="source"/> is <see langword="null"/>.
    /// </returns>
    [return: NotNullIfNotNull(nameof(source))]
    public IObservable<T>? Guard<T>(IObservable<T>? source, CancellationToken cancellationToken = default) =>
        source is null ? null : new GuardedObservable<T>(this, source, fallback: null, cancellationToken);

    /// <inheritdoc cref="Guard{T}(IObservable{T}, CancellationToken)"/>
    /// <param name="source">The observable that the call returned.</param>
    /// <param name="fallback">
    /// Creates the observable for a rejected subscription from the rejection. Does not run if the caller's token is
    /// cancelled.
    /// </param>
    /// <param name="cancellationToken">
    /// The token that the call received. If it is cancelled, an exception of any type counts as
    /// ignored, and a rejected subscriber gets an <see cref="OperationCanceledException"/>.
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
