using Microsoft.Extensions.Time.Testing;
using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>
/// The token the caller gives, wherever it stands: its cancellation is no failure of the callee, and a caller who has gone
/// is told so rather than of the circuit.
/// </summary>
public sealed class TokenTests
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
    public async Task A_task_that_the_caller_has_cancelled_is_no_failure(string member)
    {
        var cancelled = new TaskCompletionSource();
        var inner = (ITokens)Recorder.Create(typeof(ITokens), (method, _) => Tasks.After(cancelled.Task, method.ReturnType), out _);

        var task = Members[member](inner.WithAspects(_aspects), Cancelled);
        cancelled.SetCanceled(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.Equal((1, 0), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Theory]
    [MemberData(nameof(AsyncCalls))]
    public async Task When_the_time_for_a_call_is_up_its_token_is_cancelled_and_the_caller_gets_a_timeout(string member)
    {
        var clock = new FakeTimeProvider();
        var aspects = new AspectRegistry(new CircuitBreakerRegistry(clock).Configure("tokens", static options => options.Timeout = TimeSpan.FromSeconds(2)));
        var ended = new TaskCompletionSource();
        var inner = (ITokens)Recorder.Create(
            typeof(ITokens),
            (method, arguments) =>
            {
                var given = arguments.OfType<CancellationToken>().Last();
                given.Register(() => ended.SetCanceled(given));
                return Tasks.After(ended.Task, method.ReturnType);
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
    public void A_synchronous_call_that_took_longer_than_it_may_is_a_failure()
    {
        var clock = new FakeTimeProvider();
        var aspects = new AspectRegistry(new CircuitBreakerRegistry(clock).Configure("tokens", static options => options.Timeout = TimeSpan.FromSeconds(2)));
        var inner = (ITokens)Recorder.Create(
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
    public async Task A_cancellation_that_is_not_the_callers_is_a_failure(string member)
    {
        var proxy = Throwing(new OperationCanceledException("the callee gave up"));

        await Assert.ThrowsAsync<OperationCanceledException>(() => Members[member](proxy, CancellationToken.None));

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_caller_who_has_gone_is_told_of_the_cancellation(string member)
    {
        Circuits.Open(_aspects, "tokens");
        var proxy = Throwing(new InvalidOperationException("not to be called"));

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Members[member](proxy, Cancelled));

        Assert.Equal(Cancelled, thrown.CancellationToken);
        Assert.Equal(1, Snapshot.Rejected);
    }

    [Fact]
    public void While_open_a_cancelled_token_gives_a_cancelled_task()
    {
        Circuits.Open(_aspects, "tokens");
        var proxy = Throwing(new InvalidOperationException("not to be called"));

        Assert.Equal(TaskStatus.Canceled, proxy.LastAsync("text", Cancelled).Status);
        Assert.Equal(TaskStatus.Canceled, proxy.FirstAsync(Cancelled, "text").Status);
        Assert.Equal(TaskStatus.Canceled, proxy.OptionalAsync(Cancelled).AsTask().Status);
        Assert.Equal(TaskStatus.Canceled, proxy.NullableAsync(Cancelled).AsTask().Status);
    }

    [Fact]
    public async Task Of_two_tokens_the_last_is_the_callers()
    {
        var proxy = Throwing(new OperationCanceledException(Cancelled));

        await Assert.ThrowsAsync<OperationCanceledException>(() => proxy.TwoAsync(Cancelled, "text", CancellationToken.None));

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Fact]
    public async Task A_nullable_token_that_is_missing_cancels_nothing()
    {
        var proxy = Throwing(new OperationCanceledException(Cancelled));

        await Assert.ThrowsAsync<OperationCanceledException>(() => proxy.NullableAsync(null).AsTask());

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    private ITokens Throwing(Exception failure) =>
        ((ITokens)Recorder.Create(typeof(ITokens), (_, _) => throw failure, out _)).WithAspects(_aspects);

    private static Task Run(Action call)
    {
        call();
        return Task.CompletedTask;
    }
}
