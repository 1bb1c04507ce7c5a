namespace Aspects.Interleavings;

/// <summary>An enumeration is one call, whichever of item, timeout and cancellation comes first.</summary>
public sealed class StreamTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_first_item_meets_the_timeout_and_the_end_of_the_enumeration() => Exploration.Run(static async () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.Timeout = Limit), clock);
        var callee = new Callee();
        var items = breaker.Guard(callee).GetAsyncEnumerator(CancellationToken.None);
        var first = items.MoveNextAsync().AsTask();
        var hasTimedOut = false;

        await Threads.RunAsync(
            () =>
            {
                clock.Advance(Limit);
                return Task.CompletedTask;
            },
            () =>
            {
                callee.SendItem();
                return Task.CompletedTask;
            },
            async () =>
            {
                try
                {
                    Assert.True(await first);
                }
                catch (TimeoutException)
                {
                    hasTimedOut = true;
                }

                await items.DisposeAsync();
                var snapshot = breaker.GetSnapshot();
                Assert.Equal(hasTimedOut ? (0, 1, 1) : (1, 0, 0), (snapshot.Succeeded, snapshot.Failed, snapshot.TimedOut));
            });

        await callee.Disposed;
        Assert.Equal((1, 1), (breaker.GetSnapshot().CountCalls(), callee.Disposals));
    });

    [Fact]
    public void Two_enumerations_of_one_stream_are_two_calls() => Exploration.Run(static async () =>
    {
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules, new ManualClock());
        var callee = new Callee();
        callee.SendItem();
        var stream = breaker.Guard(callee);

        await Threads.RunAsync(EnumerateAsync, EnumerateAsync);

        Assert.Equal((2, 2), (breaker.GetSnapshot().Succeeded, breaker.GetSnapshot().CountCalls()));

        async Task EnumerateAsync()
        {
            var items = stream.GetAsyncEnumerator(CancellationToken.None);
            Assert.True(await items.MoveNextAsync());
            await items.DisposeAsync();
        }
    });

    /// <summary>A stream whose first item comes when the case sends it.</summary>
    private sealed class Callee : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        private readonly TaskCompletionSource<bool> _first = new();
        private readonly TaskCompletionSource _disposed = new();
        private int _disposals;

        public int Current => 1;

        public Task Disposed => _disposed.Task;

        public int Disposals => Volatile.Read(ref _disposals);

        public void SendItem() => _first.SetResult(true);

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(_first.Task);

        public ValueTask DisposeAsync()
        {
            Assert.True(_first.Task.IsCompleted, "The enumerator is disposed of while its MoveNextAsync is under way.");
            Interlocked.Increment(ref _disposals);
            _disposed.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
