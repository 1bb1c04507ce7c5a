namespace Aspects.Interleavings;

/// <summary>The timeout for the first item, its stop and the disposal of its token meet in any order.</summary>
public sealed class FirstItemTimeoutTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_first_of_item_and_timeout_decides_and_the_token_is_disposed_of_once() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        using var consumer = new CancellationTokenSource();
        var timeout = new FirstItemTimeout(Limit, clock, CancellationToken.None, consumer.Token);
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
        Assert.Throws<ObjectDisposedException>(() => timeout.Token);
        if (!isStopped) Assert.True(token.IsCancellationRequested);
    });
}
