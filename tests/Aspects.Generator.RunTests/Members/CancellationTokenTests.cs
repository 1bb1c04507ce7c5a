using Microsoft.Extensions.Time.Testing;
using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>
/// The caller's token at any position in a signature. Its cancellation is no failure of the callee. A caller that has
/// already cancelled gets a cancellation and no rejection.
/// </summary>
public sealed class CancellationTokenTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private readonly AspectRegistry _aspects = new();

    public static TheoryData<string> Calls => [.. Members.Keys];

    public static TheoryData<string> AsyncCalls =>
        [.. Members.Keys.Where(static member => member.EndsWith("Async", StringComparison.Ordinal))];

    private static Dictionary<string, Func<ITokens, CancellationToken, Task>> Members { get; } = new()
    {
        [nameof(ITokens.Sync)] = static (tokens, token) => Run(() => tokens.Sync(token)),
        [nameof(ITokens.Value)] = static (tokens, token) => Run(() => tokens.Value(token)),
        [nameof(ITokens.LastAsync)] = static (tokens, token) => tokens.LastAsync("text", token),
        [nameof(ITokens.FirstAsync)] = static (tokens, token) => tokens.FirstAsync(token, "text"),
        [nameof(ITokens.OptionalAsync)] = static (tokens, token) => tokens.OptionalAsync(token).AsTask(),
        [nameof(ITokens.NullableAsync)] = static (tokens, token) => tokens.NullableAsync(token).AsTask(),
        [nameof(ITokens.TwoAsync)] = static (tokens, token) => tokens.TwoAsync(CancellationToken.None, "text", token),
    };

    private CircuitSnapshot Snapshot => _aspects.CircuitBreakers.GetOrAdd("tokens").GetSnapshot();

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_callers_cancellation_is_no_failure(string member)
    {
        var proxy = Throwing(new OperationCanceledException(Cancelled));

        await Assert.ThrowsAsync<OperationCanceledException>(() => Members[member](proxy, Cancelled));

        Assert.Equal((1, 0), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Theory]
    [MemberData(nameof(AsyncCalls))]
    public async Task A_task_cancelled_by_its_caller_is_no_failure(string member)
    {
        var cancelled = new TaskCompletionSource();
        var inner = (ITokens)RecordingStub.Create(typeof(ITokens), (method, _) => ReflectedTask.CreateFrom(cancelled.Task, method.ReturnType), out _);

        var task = Members[member](inner.WithAspects(_aspects), Cancelled);
        cancelled.SetCanceled(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal((1, 0), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Theory]
    [MemberData(nameof(AsyncCalls))]
    public async Task A_timeout_cancels_the_token_and_throws_TimeoutException(string member)
    {
        var clock = new FakeTimeProvider();
        var aspects = new AspectRegistry(new CircuitBreakerRegistry(clock).Configure("tokens", static options => options.Timeout = TimeSpan.FromSeconds(2)));
        var ended = new TaskCompletionSource();
        var inner = (ITokens)RecordingStub.Create(
            typeof(ITokens),
            (method, arguments) =>
            {
                var given = arguments.OfType<CancellationToken>().Last();
                given.Register(() => ended.SetCanceled(given));
                return ReflectedTask.CreateFrom(ended.Task, method.ReturnType);
            },
            out _);

        var task = Members[member](inner.WithAspects(aspects), CancellationToken.None);
        Assert.False(task.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<TimeoutException>(() => task);
        Assert.True(ended.Task.IsCanceled);
        var snapshot = aspects.CircuitBreakers.GetOrAdd("tokens").GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Failed, snapshot.TimedOut));
    }

    [Fact]
    public void A_synchronous_call_beyond_the_timeout_is_a_failure()
    {
        var clock = new FakeTimeProvider();
        var aspects = new AspectRegistry(new CircuitBreakerRegistry(clock).Configure("tokens", static options => options.Timeout = TimeSpan.FromSeconds(2)));
        var inner = (ITokens)RecordingStub.Create(
            typeof(ITokens),
            (_, _) =>
            {
                clock.Advance(TimeSpan.FromSeconds(3));
                return 7;
            },
            out _);

        Assert.Equal(7, inner.WithAspects(aspects).Value(CancellationToken.None));

        var snapshot = aspects.CircuitBreakers.GetOrAdd("tokens").GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Failed, snapshot.TimedOut));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_cancellation_by_another_token_is_a_failure(string member)
    {
        var proxy = Throwing(new OperationCanceledException("cancelled by the callee"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => Members[member](proxy, CancellationToken.None));

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_caller_that_has_already_cancelled_gets_a_cancellation(string member)
    {
        Circuits.Open(_aspects, "tokens");
        var proxy = Throwing(new InvalidOperationException("not to be called"));

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Members[member](proxy, Cancelled));

        Assert.Equal(Cancelled, thrown.CancellationToken);
        Assert.Equal(1, Snapshot.Rejected);
    }

    [Fact]
    public void An_open_circuit_returns_a_cancelled_task_for_a_cancelled_token()
    {
        Circuits.Open(_aspects, "tokens");
        var proxy = Throwing(new InvalidOperationException("not to be called"));

        Assert.Equal(TaskStatus.Canceled, proxy.LastAsync("text", Cancelled).Status);
        Assert.Equal(TaskStatus.Canceled, proxy.FirstAsync(Cancelled, "text").Status);
        Assert.Equal(TaskStatus.Canceled, proxy.OptionalAsync(Cancelled).AsTask().Status);
        Assert.Equal(TaskStatus.Canceled, proxy.NullableAsync(Cancelled).AsTask().Status);
    }

    [Fact]
    public async Task The_last_of_two_tokens_is_the_callers_token()
    {
        var proxy = Throwing(new OperationCanceledException(Cancelled));

        await Assert.ThrowsAsync<OperationCanceledException>(() => proxy.TwoAsync(Cancelled, "text", CancellationToken.None));

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Fact]
    public async Task A_null_token_cancels_nothing()
    {
        var proxy = Throwing(new OperationCanceledException(Cancelled));

        await Assert.ThrowsAsync<OperationCanceledException>(() => proxy.NullableAsync(null).AsTask());

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    private ITokens Throwing(Exception failure) =>
        ((ITokens)RecordingStub.Create(typeof(ITokens), (_, _) => throw failure, out _)).WithAspects(_aspects);

    private static Task Run(Action call)
    {
        call();
        return Task.CompletedTask;
    }
}
