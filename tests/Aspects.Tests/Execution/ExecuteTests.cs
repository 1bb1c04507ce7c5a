namespace Aspects.Tests;

/// <summary>The doors for those who have no proxy.</summary>
public sealed class ExecuteTests
{
    public static TheoryData<string> Doors =>
        ["Action", "Action with state", "Func", "Func with state", "Task", "Task with state", "Result", "Result with state"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_call_that_works_is_made_once_and_counts_as_a_success(string door)
    {
        var circuit = new Circuit();
        var calls = 0;

        await Through(door, circuit.Breaker, () => calls++);

        Assert.Equal((1, 1), (calls, circuit.Snapshot.Succeeded));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task The_callers_exception_is_the_very_one_that_the_callee_threw(string door)
    {
        var circuit = new Circuit();
        var error = new IOException();

        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => Through(door, circuit.Breaker, () => throw error)));

        Assert.Equal(1, circuit.Snapshot.Failed);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task An_open_circuit_rejects_without_asking_the_callee(string door)
    {
        var circuit = Circuit.Opened();
        var calls = 0;

        var rejection = await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => Through(door, circuit.Breaker, () => calls++));

        Assert.Equal(("orders", 0, 1), (rejection.Name, calls, circuit.Snapshot.Rejected));
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task with state")]
    [InlineData("Result")]
    [InlineData("Result with state")]
    public async Task An_already_cancelled_token_on_an_open_circuit_reports_cancellation_and_not_rejection(string door)
    {
        var circuit = Circuit.Opened();
        var token = new CancellationToken(canceled: true);

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Through(door, circuit.Breaker, static () => { }, token));

        Assert.Equal(token, error.CancellationToken);
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("Task with state")]
    [InlineData("Result")]
    [InlineData("Result with state")]
    public async Task The_callers_cancellation_is_neutral(string door)
    {
        var circuit = new Circuit();
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Through(
            door,
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
    public async Task The_token_and_the_state_that_the_call_is_given_are_the_callers()
    {
        var circuit = new Circuit();
        using var source = new CancellationTokenSource();

        var given = await circuit.Breaker.ExecuteAsync(
            static (state, token) => ValueTask.FromResult((state, token)), "state", source.Token);

        Assert.Equal(("state", source.Token), given);
        Assert.Equal("state!", circuit.Breaker.Execute(static state => state + "!", "state"));
    }

    [Fact]
    public async Task A_call_that_waits_counts_when_it_ends()
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
    public void Enter_gives_a_permit_or_throws()
    {
        var circuit = new Circuit(new() { ConsecutiveFailures = 1 });

        circuit.Breaker.Enter().Failed(new TimeoutException());

        Assert.Throws<CircuitBreakerOpenException>(() => circuit.Breaker.Enter());
        Assert.Throws<OperationCanceledException>(() => circuit.Breaker.Enter(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_call_is_given()
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
        Assert.Equal(0, breaker.GetSnapshot().Calls);
    }

    private static async Task Through(string door, CircuitBreaker breaker, Action call, CancellationToken token = default)
    {
        switch (door)
        {
            case "Action":
                breaker.Execute(call);
                break;
            case "Action with state":
                breaker.Execute(static call => call(), call);
                break;
            case "Func":
                Assert.Equal(3, breaker.Execute(() => Three(call)));
                break;
            case "Func with state":
                Assert.Equal(3, breaker.Execute(Three, call));
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
                Assert.Equal(3, await breaker.ExecuteAsync(_ => ValueTask.FromResult(Three(call)), token));
                break;
            default:
                Assert.Equal(3, await breaker.ExecuteAsync(static (call, _) => ValueTask.FromResult(Three(call)), call, token));
                break;
        }
    }

    private static int Three(Action call)
    {
        call();
        return 3;
    }
}
