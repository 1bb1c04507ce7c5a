namespace Aspects.Tests;

/// <summary>The time for a first item is up at the very moment at which its enumeration ends.</summary>
public sealed class FirstItemTimeoutRaces
{
    [Fact]
    public void Neither_throws_and_the_token_is_let_go_whichever_comes_first()
    {
        var rounds = StressRuns.Of(20_000);
        var limit = TimeSpan.FromSeconds(1);
        var clock = new TestClock();
        var (ups, lifts) = (0, 0);
        FirstItemTimeout? current = null;

        Threads.Run(2, (index, meet) =>
        {
            for (var round = 0; round < rounds; round++)
            {
                if (index == 0)
                {
                    current = new FirstItemTimeout(limit, clock, CancellationToken.None);
                    _ = current.WaitForFirstAsync(new TaskCompletionSource().Task);
                }

                meet();
                if (index == 0)
                {
                    // On this thread the time is up, and the callee is told.
                    clock.Advance(limit);
                }
                else
                {
                    // A little before it, or at once after it.
                    if (round % 2 == 0) Thread.SpinWait(round % 64);
                    else while (!current!.IsExpired) Thread.SpinWait(1);
                    if (current!.TryStop()) lifts++;
                    else ups++;
                    current.DisposeWithItemsAsync(NoItems<int>.Instance).AsTask().GetAwaiter().GetResult();
                }

                meet();
                if (index == 0) Assert.Throws<ObjectDisposedException>(() => current!.Token);
            }
        });

        Assert.Equal(rounds, ups + lifts);
        Assert.True(ups > 0, "The time was never up first.");
    }
}
