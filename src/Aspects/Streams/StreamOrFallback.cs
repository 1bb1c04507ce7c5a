namespace Aspects;

/// <summary>A stream together with the fallback for a rejected enumeration.</summary>
/// <remarks>A separate class, so that a guarded stream without a fallback is not larger.</remarks>
internal sealed class StreamOrFallback<T>(IAsyncEnumerable<T> stream, Func<Exception, IAsyncEnumerable<T>> fallback) : IAsyncEnumerable<T>
    where T : allows ref struct
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => stream.GetAsyncEnumerator(cancellationToken);

    public IAsyncEnumerable<T> CreateFallback(Exception rejection) => fallback(rejection);
}
