using System.Reflection;

namespace Aspects.Tests;

/// <summary>A call leaves no registration on the token of its caller and no timer, however the call ends.</summary>
public sealed class LongLivedTokenTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _caller = new();
    private readonly TestClock _clock = new();
    private readonly CircuitBreaker _breaker;

    public LongLivedTokenTests() =>
        _breaker = new CircuitBreaker("orders", new() { Timeout = Limit, ConsecutiveFailures = 0, FailureRatio = 0 }, _clock);

    public static TheoryData<string> Ends =>
    [
        "rejected permit", "rejected ExecuteAsync", "rejected stream",
        "stream left before its first item", "stream left after an item", "stream that is never enumerated", "stream that fails",
        "observable unsubscribed", "observable that completes",
        "task that never ends", "task of a result that never ends", "ValueTask that never ends", "ExecuteAsync that never ends",
        "ExecuteAsync whose call throws", "disposed breaker", "evicted breaker",
    ];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Nothing_stays(string end)
    {
        for (var i = 0; i < 3; i++) await MakeCall(end);

        Assert.Equal((0, 0), (CountRegistrations(_caller), _clock.ActiveTimers));
    }

    [Fact]
    public async Task A_call_in_flight_has_one_registration_and_one_timer()
    {
        var callee = new TaskCompletionSource();
        var call = _breaker.ExecuteAsync(_ => callee.Task, _caller.Token);
        var items = _breaker.Guard(new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task)).GetAsyncEnumerator(_caller.Token);
        _ = items.MoveNextAsync().AsTask();
        Assert.InRange(CountRegistrations(_caller), 2, 4);
        Assert.InRange(_clock.ActiveTimers, 2, 4);

        callee.SetResult();
        await call;
        await items.DisposeAsync();

        Assert.Equal((0, 0), (CountRegistrations(_caller), _clock.ActiveTimers));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_was_cancelled_before_the_call_starts_no_timer_that_stays(bool isOpen)
    {
        if (isOpen) _breaker.Isolate();
        await _caller.CancelAsync();

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => _breaker.ExecuteAsync(static token => Task.FromCanceled(token), _caller.Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => _breaker.ExecuteAsync(static token => ValueTask.FromCanceled<int>(token), _caller.Token).AsTask());
        }

        Assert.Equal((0, 0), (CountRegistrations(_caller), _clock.ActiveTimers));
        Assert.Equal(isOpen ? 0 : 6, _breaker.GetSnapshot().Ignored);
        Assert.Equal(0, _breaker.GetSnapshot().Failed);
    }

    private async Task MakeCall(string end)
    {
        var token = _caller.Token;
        switch (end)
        {
            case "rejected permit":
                _breaker.Isolate();
                Assert.False(_breaker.TryEnter(out var rejected));
                Assert.Equal(token, rejected.Token(token));
                break;
            case "rejected ExecuteAsync":
                _breaker.Isolate();
                await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _breaker.ExecuteAsync(static _ => Task.CompletedTask, token));
                break;
            case "rejected stream":
                _breaker.Isolate();
                await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _breaker.Guard(new StreamCallee(), token).ToListAsync(token));
                break;
            case "stream left before its first item":
                var left = _breaker.Guard(new StreamCallee().ItemWhen(new TaskCompletionSource<bool>().Task), token).GetAsyncEnumerator(token);
                _ = left.MoveNextAsync().AsTask();
                await left.DisposeAsync();
                break;
            case "stream left after an item":
                var items = _breaker.Guard(new StreamCallee().Items(3), token).GetAsyncEnumerator(token);
                Assert.True(await items.MoveNextAsync());
                await items.DisposeAsync();
                break;
            case "stream that is never enumerated":
                _ = _breaker.Guard(new StreamCallee().Items(3), token).GetAsyncEnumerator(token);
                break;
            case "stream that fails":
                await Assert.ThrowsAsync<IOException>(() => _breaker.Guard(new StreamCallee().Throw(new IOException()), token).ToListAsync(token));
                break;
            case "observable unsubscribed":
                _breaker.Guard(new Observable(), token).Subscribe(new Observer()).Dispose();
                break;
            case "observable that completes":
                _breaker.Guard(new Observable { IsComplete = true }, token).Subscribe(new Observer());
                break;
            case "task that never ends":
                await AssertTimesOut(_breaker.Enter().Guard(new TaskCompletionSource().Task, token));
                break;
            case "task of a result that never ends":
                await AssertTimesOut(_breaker.Enter().Guard(new TaskCompletionSource<int>().Task, token));
                break;
            case "ValueTask that never ends":
                await AssertTimesOut(_breaker.Enter().Guard(new ValueTask(new TaskCompletionSource().Task), token).AsTask());
                break;
            case "ExecuteAsync that never ends":
                await AssertTimesOut(_breaker.ExecuteAsync(static _ => new TaskCompletionSource().Task, token));
                break;
            case "ExecuteAsync whose call throws":
                await Assert.ThrowsAsync<IOException>(() => _breaker.ExecuteAsync((Func<CancellationToken, Task>)(static _ => throw new IOException()), token));
                break;
            case "disposed breaker":
                _breaker.Dispose();
                await _breaker.ExecuteAsync(static _ => Task.CompletedTask, token);
                break;
            default:
                var partition = new CircuitBreakerRegistry(_clock).GetOrAddPartition<int>("orders", new() { Timeout = Limit }, capacity: 1);
                var callee = new TaskCompletionSource();
                var call = partition[1].ExecuteAsync(_ => callee.Task, token);
                _ = partition[2];
                callee.SetResult();
                await call;
                break;
        }
    }

    private async Task AssertTimesOut(Task call)
    {
        _clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(TestTimeout.Limit));
    }

    // The runtime has no API for this number.
    private static int CountRegistrations(CancellationTokenSource source)
    {
        const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var registrations = typeof(CancellationTokenSource).GetField("_registrations", Fields)!.GetValue(source);
        var count = 0;
        for (var node = Read(registrations, "Callbacks"); node is not null; node = Read(node, "Next")) count++;
        return count;

        static object? Read(object? from, string field) => from?.GetType().GetField(field, Fields)!.GetValue(from);
    }

    private sealed class Observable : IObservable<int>
    {
        public bool IsComplete { get; init; }

        public IDisposable Subscribe(IObserver<int> observer)
        {
            observer.OnNext(1);
            if (IsComplete) observer.OnCompleted();
            return new CancellationTokenSource();
        }
    }

    private sealed class Observer : IObserver<int>
    {
        public void OnNext(int value)
        {
        }

        public void OnError(Exception error) => throw error;

        public void OnCompleted()
        {
        }
    }
}
