namespace Aspects.Tests;

/// <summary>Every overload of Execute and ExecuteAsync, for callers without a proxy.</summary>
public sealed class ExecuteTests
{
    public static TheoryData<string> Overloads =>
        ["Action", "Action with state", "Func", "Func with state", "Task", "Task with state", "Result", "Result with state",
            .. TaskOverloads, .. TokenOverloads];

    private static string[] TaskOverloads => ["of Task", "of Task with state", "of Task of a result", "of Task of a result with state"];

    private static string[] TokenOverloads => ["Action with token", "Action with state and token", "Func with token", "Func with state and token"];

    public static TheoryData<string> OverloadsWithToken =>
        ["Task", "Task with state", "Result", "Result with state", .. TaskOverloads, .. TokenOverloads];

    [Theory]
    [MemberData(nameof(Overloads))]
    public async Task A_successful_call_runs_once_and_counts_as_a_success(string overload)
    {
        var circuit = new Circuit();
        var calls = 0;

        await ExecuteThrough(overload, circuit.Breaker, () => calls++);

        Assert.Equal((1, 1), (calls, circuit.Snapshot.Succeeded));
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public async Task The_caller_catches_the_exception_of_the_callee(string overload)
    {
        var circuit = new Circuit();
        var error = new IOException();

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => ExecuteThrough(overload, circuit.Breaker, () => throw error)));

        Assert.Equal(1, circuit.Snapshot.Failed);
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public async Task An_open_circuit_rejects_without_calling_the_callee(string overload)
    {
        var circuit = Circuit.Opened();
        var calls = 0;

        var rejection = await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => ExecuteThrough(overload, circuit.Breaker, () => calls++));

        Assert.Equal(("orders", 0, 1), (rejection.Name, calls, circuit.Snapshot.Rejected));
    }

    [Theory]
    [MemberData(nameof(OverloadsWithToken))]
    public async Task A_cancelled_token_on_an_open_circuit_causes_a_cancellation_and_no_rejection(string overload)
    {
        var circuit = Circuit.Opened();
        var token = new CancellationToken(canceled: true);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ExecuteThrough(overload, circuit.Breaker, static () => { }, token));

        Assert.Equal(token, error.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(OverloadsWithToken))]
    public async Task The_callers_cancellation_is_neutral(string overload)
    {
        var circuit = new Circuit();
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExecuteThrough(
            overload,
            circuit.Breaker,
            () =>
            {
                source.Cancel();
                throw new OperationCanceledException(source.Token);
            },
            source.Token));

        Assert.Equal((1, 0), (circuit.Snapshot.Ignored, circuit.Snapshot.Failed));
    }

    [Fact]
    public async Task The_callee_gets_the_token_and_the_state_of_the_caller()
    {
        var circuit = new Circuit();
        using var source = new CancellationTokenSource();

        var given = await circuit.Breaker.ExecuteAsync(
            static (state, token) => ValueTask.FromResult((state, token)), "state", source.Token);

        Assert.Equal(("state", source.Token), given);
        Assert.Equal("state!", circuit.Breaker.Execute(static state => state + "!", "state"));
    }

    [Fact]
    public async Task A_pending_call_counts_when_it_ends()
    {
        var circuit = new Circuit();
        var callee = new TaskCompletionSource<int>();

        var call = circuit.Breaker.ExecuteAsync((_) => new ValueTask<int>(callee.Task));
        Assert.Equal(0, circuit.Snapshot.Calls);
        callee.SetResult(5);

        Assert.Equal(5, await call);
        Assert.Equal(1, circuit.Snapshot.Succeeded);
    }

    [Fact]
    public async Task A_stream_from_Execute_counts_when_it_is_returned_and_Guard_counts_its_enumeration()
    {
        var circuit = new Circuit();
        var callee = new StreamCallee().Throw(new IOException());

        var stream = circuit.Breaker.Execute(() => callee);
        await Assert.ThrowsAsync<IOException>(() => stream.ToListAsync());
        Assert.Equal((1L, 0L), (circuit.Snapshot.Succeeded, circuit.Snapshot.Failed));

        await Assert.ThrowsAsync<IOException>(() => circuit.Breaker.Guard(callee).ToListAsync());
        Assert.Equal((1L, 1L), (circuit.Snapshot.Succeeded, circuit.Snapshot.Failed));
    }

    [Fact]
    public void Enter_returns_a_permit_or_throws()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });

        circuit.Breaker.Enter().Failed(new TimeoutException());

        Assert.Throws<CircuitBreakerOpenException>(() => circuit.Breaker.Enter());
        Assert.Throws<OperationCanceledException>(() => circuit.Breaker.Enter(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_null_call_is_refused()
    {
        var breaker = new CircuitBreaker("orders");

        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Action)null!));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Action<int>)null!, 1));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Func<int>)null!));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Func<int, int>)null!, 1));
        await Assert.ThrowsAsync<ArgumentNullException>("call", async () => await breaker.ExecuteAsync((Func<CancellationToken, ValueTask>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("call", async () => await breaker.ExecuteAsync((Func<CancellationToken, ValueTask<int>>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("call", async () => await breaker.ExecuteAsync((Func<int, CancellationToken, ValueTask>)null!, 1));
        await Assert.ThrowsAsync<ArgumentNullException>("call", async () => await breaker.ExecuteAsync((Func<int, CancellationToken, ValueTask<int>>)null!, 1));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Action<CancellationToken>)null!, default(CancellationToken)));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Func<CancellationToken, int>)null!, default(CancellationToken)));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Action<int, CancellationToken>)null!, 1, default));
        Assert.Throws<ArgumentNullException>("call", () => breaker.Execute((Func<int, CancellationToken, int>)null!, 1, default));
        await Assert.ThrowsAsync<ArgumentNullException>("call", () => breaker.ExecuteAsync((Func<CancellationToken, Task>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("call", () => breaker.ExecuteAsync((Func<CancellationToken, Task<int>>)null!));
        await Assert.ThrowsAsync<ArgumentNullException>("call", () => breaker.ExecuteAsync((Func<int, CancellationToken, Task>)null!, 1));
        await Assert.ThrowsAsync<ArgumentNullException>("call", () => breaker.ExecuteAsync((Func<int, CancellationToken, Task<int>>)null!, 1));
        Assert.Equal(0, breaker.GetSnapshot().Calls);
    }

    [Fact]
    public void A_synchronous_call_that_answers_its_token_after_the_timeout_has_timed_out()
    {
        var circuit = new Circuit(new() { Timeout = TimeSpan.FromSeconds(5) });

        var timeout = Assert.Throws<TimeoutException>(() => circuit.Breaker.Execute(
            token =>
            {
                circuit.Clock.Advance(TimeSpan.FromSeconds(5));
                token.ThrowIfCancellationRequested();
            },
            CancellationToken.None));

        Assert.IsType<OperationCanceledException>(timeout.InnerException);
        Assert.Equal((1, 1), (circuit.Snapshot.Failed, circuit.Snapshot.TimedOut));
    }

    private static async Task ExecuteThrough(string overload, CircuitBreaker breaker, Action call, CancellationToken token = default)
    {
        switch (overload)
        {
            case "Action":
                breaker.Execute(call);
                break;
            case "Action with state":
                breaker.Execute(static call => call(), call);
                break;
            case "Func":
                Assert.Equal(3, breaker.Execute(() => CallAndReturnThree(call)));
                break;
            case "Func with state":
                Assert.Equal(3, breaker.Execute(CallAndReturnThree, call));
                break;
            case "of Task":
                await breaker.ExecuteAsync(_ => CallAndReturnTask(call), token);
                break;
            case "of Task with state":
                await breaker.ExecuteAsync(static (call, _) => (Task)CallAndReturnTask(call), call, token);
                break;
            case "of Task of a result":
                Assert.Equal(3, await breaker.ExecuteAsync(_ => CallAndReturnTask(call), token));
                break;
            case "of Task of a result with state":
                Assert.Equal(3, await breaker.ExecuteAsync(static (call, _) => CallAndReturnTask(call), call, token));
                break;
            case "Action with token":
                breaker.Execute(given => CallWith(call, given, token), token);
                break;
            case "Action with state and token":
                breaker.Execute(static (call, _) => call(), call, token);
                break;
            case "Func with token":
                Assert.Equal(3, breaker.Execute(_ => CallAndReturnThree(call), token));
                break;
            case "Func with state and token":
                Assert.Equal(3, breaker.Execute(static (call, _) => CallAndReturnThree(call), call, token));
                break;
            case "Task":
                await breaker.ExecuteAsync(
                    _ =>
                    {
                        call();
                        return default;
                    },
                    token);
                break;
            case "Task with state":
                await breaker.ExecuteAsync(
                    static (call, _) =>
                    {
                        call();
                        return default;
                    },
                    call,
                    token);
                break;
            case "Result":
                Assert.Equal(3, await breaker.ExecuteAsync(_ => ValueTask.FromResult(CallAndReturnThree(call)), token));
                break;
            default:
                Assert.Equal(3, await breaker.ExecuteAsync(static (call, _) => ValueTask.FromResult(CallAndReturnThree(call)), call, token));
                break;
        }
    }

    private static void CallWith(Action call, CancellationToken given, CancellationToken expected)
    {
        Assert.Equal(expected, given);
        call();
    }

    private static Task<int> CallAndReturnTask(Action call)
    {
        call();
        return Task.FromResult(3);
    }

    private static int CallAndReturnThree(Action call)
    {
        call();
        return 3;
    }
}
