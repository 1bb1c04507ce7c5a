namespace Aspects;

/// <summary>
/// A stream together with what stands in where an enumeration of it is turned away. An object of its own, so that a stream without
/// one is no larger for it.
/// </summary>
internal sealed class StreamOrFallback<T>(IAsyncEnumerable<T> stream, Func<Exception, IAsyncEnumerable<T>> fallback) : IAsyncEnumerable<T>
    where T : allows ref struct
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => stream.GetAsyncEnumerator(cancellationToken);

    public IAsyncEnumerable<T> Fallback(Exception rejection) => fallback(rejection);
}
