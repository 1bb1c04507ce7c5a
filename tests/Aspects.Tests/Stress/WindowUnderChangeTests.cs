namespace Aspects.Tests;

/// <summary>The calls in a window are exact while resets, new settings and passing time change the window.</summary>
public sealed class WindowUnderChangeTests
{
    private const int SmallWindow = 8;
    private const int LargeWindow = 12;

    // Each thread fails one call in ten. With four threads, eight failures without a success between them are
    // impossible in any order of the calls.
    private const int CallsPerFailure = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);

    private readonly StressClock _clock = new();
    private readonly Exception _error = new IOException();

    [Fact]
    public void Resets_and_new_sizes_of_a_window_of_calls_open_no_circuit_and_lose_no_call()
    {
        var calls = StressIterations.Scale(200_000);
        var registry = CreateRegistry(static options => options.WindowCalls = SmallWindow);
        var breaker = registry.GetOrAdd("orders");

        Threads.Run(Threads.Many, index =>
        {
            var random = new Random(index);
            for (var call = 0; call < calls; call++)
            {
                MakeCall(breaker, index, call);
                switch (random.Next(200))
                {
                    case 0:
                        breaker.Reset();
                        break;
                    case 1:
                        var size = random.Next(2) == 0 ? SmallWindow : LargeWindow;
                        registry.Configure("orders", options => options.WindowCalls = size);
                        break;
                    case < 10:
                        AssertIsInBounds(breaker.GetSnapshot(), LargeWindow);
                        break;
                }
            }
        });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal((0L, 0L), (snapshot.TimesOpened, snapshot.Rejected));
        Assert.Equal((long)Threads.Many * calls, snapshot.Succeeded + snapshot.Failed + snapshot.StaleOutcomes);
        AssertIsInBounds(snapshot, LargeWindow);

        // After a reset the window holds nothing of the calls before.
        breaker.Reset();
        for (var call = 0; call < 5; call++) MakeCall(breaker, 0, call);
        Assert.Equal((5L, 1L), (breaker.GetSnapshot().WindowCalls, breaker.GetSnapshot().WindowFailures));
    }

    [Fact]
    public void A_window_of_time_counts_each_call_once_while_its_buckets_turn()
    {
        const int Turns = 7;
        const int CallsPerTurn = 50 * CallsPerFailure;
        var registry = CreateRegistry(static options => options.Window = Window);
        var breaker = registry.GetOrAdd("orders");
        for (var round = 0; round < StressIterations.Scale(200); round++)
        {
            breaker.Reset();

            // Seven turns of eight buckets, so that no call leaves the window.
            Threads.Run(Threads.Many, index =>
            {
                for (var call = 0; call < Turns * CallsPerTurn; call++)
                {
                    MakeCall(breaker, index, call);
                    if (index == 0 && call % CallsPerTurn == CallsPerTurn / 2) _clock.Advance(Window / 8);
                    if (call % CallsPerTurn == index) AssertIsInBounds(breaker.GetSnapshot(), Threads.Many * Turns * CallsPerTurn);
                }
            });

            var snapshot = breaker.GetSnapshot();
            Assert.Equal(Threads.Many * Turns * CallsPerTurn, snapshot.WindowCalls);
            Assert.Equal(Threads.Many * Turns * CallsPerTurn / CallsPerFailure, snapshot.WindowFailures);
            Assert.Equal(0, snapshot.TimesOpened);
        }

        _clock.Advance(Window);
        Assert.Equal((0L, 0L), (breaker.GetSnapshot().WindowCalls, breaker.GetSnapshot().WindowFailures));
    }

    private CircuitBreakerRegistry CreateRegistry(Action<CircuitBreakerOptions> configure) =>
        new CircuitBreakerRegistry(_clock)
            .Configure("orders", static options =>
            {
                options.ConsecutiveFailures = 0;
                options.FailureRatio = 1;
                options.MinimumThroughput = SmallWindow;
            })
            .Configure("orders", configure);

    private void MakeCall(CircuitBreaker breaker, int thread, int call)
    {
        var permit = breaker.Enter();
        if (call % CallsPerFailure == thread) permit.Failed(_error);
        else permit.Succeeded();
    }

    private static void AssertIsInBounds(CircuitSnapshot snapshot, long size)
    {
        Assert.InRange(snapshot.WindowCalls, 0, size);
        Assert.InRange(snapshot.WindowFailures, 0, snapshot.WindowCalls);
    }
}
