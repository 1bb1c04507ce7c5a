namespace Aspects;

/// <summary>An empty enumerator, used before the first item is requested and after a stream is abandoned.</summary>
internal sealed class NoItems<T> : IAsyncEnumerator<T>
    where T : allows ref struct
{
    public static readonly NoItems<T> Instance = new();

    private NoItems()
    {
    }

    public T Current => default!;

    public ValueTask<bool> MoveNextAsync() => default;

    public ValueTask DisposeAsync() => default;
}
