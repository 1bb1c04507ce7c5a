namespace Aspects;

/// <summary>Stands for an enumerator where there is none: before the first item is asked for, and after one that was given up.</summary>
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
