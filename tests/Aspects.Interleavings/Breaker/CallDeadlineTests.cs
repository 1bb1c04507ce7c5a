namespace Aspects.Interleavings;

/// <summary>The first of timeout, cancellation and end decides the deadline of a call.</summary>
public sealed class CallDeadlineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Fact]
    public void The_first_of_timeout_cancellation_and_end_decides() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        using var caller = new CancellationTokenSource();
        var deadline = new CallDeadline(new CircuitBreaker("orders", timeProvider: clock), Limit, caller.Token);
        bool? decided = null;

        Threads.Run(
            () => clock.Advance(Limit),
            caller.Cancel,
            () =>
            {
                var before = deadline.HasTimedOut;
                deadline.Dispose();
                decided = deadline.HasTimedOut;
                if (before is not null) Assert.Equal(before, decided);
            });

        Assert.Equal(decided, deadline.HasTimedOut);
        Assert.Equal(decided is not null, deadline.Token.IsCancellationRequested);
        Assert.Equal(0, clock.ActiveTimers);
    });

    [Fact]
    public void A_permit_with_a_deadline_settles_once() => Exploration.Run(static () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.Timeout = Limit), clock);
        using var caller = new CancellationTokenSource();

        Threads.Run(
            () => clock.Advance(Limit),
            caller.Cancel,
            () =>
            {
                var permit = breaker.Enter();
                var token = permit.Token(caller.Token);
                permit.Failed(new OperationCanceledException(token), caller.Token);
                permit.Succeeded();
            });

        var snapshot = breaker.GetSnapshot();
        Assert.Equal(1, snapshot.CountCalls());
        Assert.InRange(snapshot.TimedOut, 0, snapshot.Failed);
        Assert.Equal(0, clock.ActiveTimers);
    });

    [Fact]
    public void A_guarded_task_ends_as_it_is_counted() => Exploration.Run(static async () =>
    {
        var clock = new ManualClock();
        var breaker = new CircuitBreaker("orders", Circuit.WithoutRules.With(static options => options.Timeout = Limit), clock);
        using var caller = new CancellationTokenSource();
        var callee = new TaskCompletionSource<int>();
        var permit = breaker.Enter();
        permit.Token(caller.Token).UnsafeRegister(static (state, token) => ((TaskCompletionSource<int>)state!).TrySetCanceled(token), callee);
        var guarded = permit.Guard(callee.Task, caller.Token);

        await Threads.RunAsync(
            () =>
            {
                clock.Advance(Limit);
                return Task.CompletedTask;
            },
            () =>
            {
                callee.TrySetResult(1);
                return Task.CompletedTask;
            },
            async () =>
            {
                var expected = await EndAsync(guarded);
                var snapshot = breaker.GetSnapshot();
                Assert.Equal(expected, (snapshot.Succeeded, snapshot.Failed, snapshot.TimedOut, snapshot.Ignored));
            });

        Assert.Equal((1, 0), (breaker.GetSnapshot().CountCalls(), clock.ActiveTimers));
    });

    private static async Task<(long Succeeded, long Failed, long TimedOut, long Ignored)> EndAsync(Task task)
    {
        try
        {
            await task;
            return (1, 0, 0, 0);
        }
        catch (TimeoutException)
        {
            return (0, 1, 1, 0);
        }
        catch (OperationCanceledException)
        {
            return (0, 0, 0, 1);
        }
    }
}
