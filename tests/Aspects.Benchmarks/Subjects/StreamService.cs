namespace Aspects.Benchmarks.Subjects;

/// <summary>A callee whose items are available at once at the lowest cost.</summary>
internal sealed class StreamService : IStreamService
{
    public IAsyncEnumerable<int> Count(int items, CancellationToken cancellationToken) => new Numbers(items);

    private sealed class Numbers(int count) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(Current++ < count);

        public ValueTask DisposeAsync() => default;
    }
}
