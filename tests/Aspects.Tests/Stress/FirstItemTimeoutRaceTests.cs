namespace Aspects.Tests;

/// <summary>The timeout of a first item elapses at the moment when the enumeration ends.</summary>
public sealed class FirstItemTimeoutRaceTests
{
    [Fact]
    public void Neither_throws_and_the_token_is_released_whichever_is_first()
    {
        var rounds = StressIterations.Scale(20_000);
        var limit = TimeSpan.FromSeconds(1);
        var clock = new TestClock();
        var (timeouts, stops) = (0, 0);
        FirstItemTimeout? current = null;

        Threads.Run(2, (index, waitForAll) =>
        {
            for (var round = 0; round < rounds; round++)
            {
                if (index == 0)
                {
                    current = new FirstItemTimeout(limit, clock, CancellationToken.None, CancellationToken.None);
                    _ = current.WaitForFirstAsync(new TaskCompletionSource().Task);
                }

                waitForAll();
                if (index == 0)
                {
                    // On this thread the timeout elapses and cancels the token of the callee.
                    clock.Advance(limit);
                }
                else
                {
                    // Shortly before the timeout, or at once after the timeout.
                    if (round % 2 == 0) Thread.SpinWait(round % 64);
                    else while (current!.HasTimedOut != true) Thread.SpinWait(1);
                    if (current!.TryStop()) stops++;
                    else timeouts++;
                    current.DisposeWithItemsAsync(NoItems<int>.Instance).AsTask().GetAwaiter().GetResult();
                }

                waitForAll();
                if (index == 0) Assert.Throws<ObjectDisposedException>(() => current!.Token);
            }
        });

        Assert.Equal(rounds, timeouts + stops);
        Assert.True(timeouts > 0, "The timeout was never first. Run the test with more iterations.");
    }
}
