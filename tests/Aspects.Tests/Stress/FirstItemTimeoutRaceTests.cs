namespace Aspects.Tests;

/// <summary>The timeout of a first item elapses at the moment when the enumeration ends.</summary>
public sealed class FirstItemTimeoutRaceTests
{
    [Fact]
    public void Neither_throws_and_the_callers_token_is_released_whichever_is_first()
    {
        var rounds = StressIterations.Scale(20_000);
        var limit = TimeSpan.FromSeconds(1);
        var clock = new TestClock();
        var (timeouts, stops) = (0, 0);
        var breaker = new CircuitBreaker("orders", timeProvider: clock);
        CancellationTokenSource? caller = null;
        FirstItemTimeout? current = null;

        Threads.Run(2, (index, waitForAll) =>
        {
            for (var round = 0; round < rounds; round++)
            {
                if (index == 0)
                {
                    caller = new CancellationTokenSource();
                    current = new FirstItemTimeout(breaker, limit, CancellationToken.None, caller.Token);
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
                if (index != 0) continue;

                // The caller's token no longer reaches the callee.
                caller!.Cancel();
                caller.Dispose();
                Assert.Equal(current!.HasTimedOut == true, current.Token.IsCancellationRequested);
            }
        });

        Assert.Equal(rounds, timeouts + stops);
        Assert.True(timeouts > 0, "The timeout was never first. Run the test with more iterations.");
    }
}
