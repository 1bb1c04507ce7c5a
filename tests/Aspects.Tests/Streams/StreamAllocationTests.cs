using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Aspects.Tests;

/// <summary>A guarded enumeration allocates one object, and its items allocate nothing.</summary>
public sealed class StreamAllocationTests
{
    private const int Rounds = 5;

    // The object header, two streams, breaker, permit, two tokens, the pending move, limit and phase.
    private const int LargestStream = 112;
    private readonly CircuitBreaker _breaker = new("orders");

    [Fact]
    public void An_available_item_allocates_nothing()
    {
        var many = Measure(() => Drain(_breaker.Guard(new Numbers(10_000))));
        var few = Measure(() => Drain(_breaker.Guard(new Numbers(10))));

        Assert.Equal(few, many);
    }

    [Fact]
    public void An_enumeration_allocates_one_object()
    {
        var direct = Measure(static () => Drain(new Numbers(10)));
        var guarded = Measure(() => Drain(_breaker.Guard(new Numbers(10))));

        Assert.InRange(guarded - direct, 1, LargestStream);
    }

    [Fact]
    public void A_pending_item_allocates_nothing()
    {
        var many = Measure(() => DrainSuspended(10_000));
        var few = Measure(() => DrainSuspended(100));

        Assert.Equal(few, many);
    }

    private void DrainSuspended(int items)
    {
        var callee = new Suspended(items);
        var enumerator = _breaker.Guard(callee).GetAsyncEnumerator();
        while (Answered(callee, enumerator.MoveNextAsync())) _ = enumerator.Current;
        Consume(enumerator.DisposeAsync());
    }

    private static bool Answered(Suspended callee, ValueTask<bool> next)
    {
        Assert.False(next.IsCompleted);
        callee.Answer();
        return Result(next);
    }

    private static bool Result(ValueTask<bool> ended)
    {
        Assert.True(ended.IsCompletedSuccessfully);
        return ended.Result;
    }

    private static void Consume(ValueTask ended)
    {
        Assert.True(ended.IsCompletedSuccessfully);
        ended.GetAwaiter().GetResult();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drain(IAsyncEnumerable<int> stream)
    {
        var enumerator = stream.GetAsyncEnumerator();
        var sum = 0;
        while (Result(enumerator.MoveNextAsync())) sum += enumerator.Current;
        Assert.True(sum > 0);
        Consume(enumerator.DisposeAsync());
    }

    private static long Measure(Action enumeration)
    {
        for (var i = 0; i < 50; i++) enumeration();
        var fewest = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            enumeration();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }

    private sealed class Numbers(int count) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(Current++ < count);

        public ValueTask DisposeAsync() => default;
    }

    /// <summary>Every item is pending at first, with one source for all items, as in compiled iterators.</summary>
    private sealed class Suspended(int count) : IAsyncEnumerable<int>, IAsyncEnumerator<int>, IValueTaskSource<bool>
    {
        private ManualResetValueTaskSourceCore<bool> _source;

        public int Current { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            _source.Reset();
            return new ValueTask<bool>(this, _source.Version);
        }

        public void Answer() => _source.SetResult(Current++ < count);

        public ValueTask DisposeAsync() => default;

        public bool GetResult(short token) => _source.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _source.OnCompleted(continuation, state, token, flags);
    }
}
