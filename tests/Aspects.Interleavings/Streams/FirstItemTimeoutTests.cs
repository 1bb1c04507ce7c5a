namespace Aspects.Interleavings;

/// <summary>The timeout for the first item, its stop and the disposal of the enumerator meet in any order.</summary>
public sealed class FirstItemTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_first_of_item_and_timeout_decides() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        using var consumer = new CancellationTokenSource();
        var timeout = new FirstItemTimeout(new CircuitBreaker("orders", timeProvider: clock), Limit, CancellationToken.None, consumer.Token);
        var token = timeout.Token;
        var isStopped = false;

        Threads.Run(
            () => clock.Advance(Limit),
            consumer.Cancel,
            () =>
            {
                var before = timeout.HasTimedOut;
                isStopped = timeout.TryStop();
                Assert.Equal(isStopped, timeout.HasTimedOut is null);
                if (before is not null) Assert.Equal(before, timeout.HasTimedOut);
                timeout.DisposeWithItemsAsync(NoItems<int>.Instance).AsTask().Wait();
            });

        Assert.Equal(isStopped, timeout.HasTimedOut is null);
        if (!isStopped) Assert.True(token.IsCancellationRequested);
    });
}
