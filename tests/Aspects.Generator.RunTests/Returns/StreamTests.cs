using Shop.Streaming;

namespace Aspects.Generator.RunTests;

/// <summary>
/// A stream from a proxy is guarded by its breaker, with the token of the call and the token of the enumeration.
/// </summary>
public sealed class StreamTests
{
    private readonly AspectRegistry _aspects = new();

    private CircuitSnapshot Snapshot => _aspects.CircuitBreakers.GetOrAdd("streams").GetSnapshot();

    [Fact]
    public void A_null_stream_is_returned_and_not_counted()
    {
        var proxy = Proxy(static _ => null);

        Assert.Null(proxy.MaybeAsync());
        Assert.Null(proxy.MaybeWatch());
        Assert.Equal(0, Snapshot.Calls);
    }

    [Theory]
    [InlineData("last")]
    [InlineData("optional")]
    [InlineData("nullable and first")]
    [InlineData("of the enumeration")]
    public async Task The_callers_cancellation_by_any_token_is_no_failure(string position)
    {
        using var source = new CancellationTokenSource();
        var proxy = Proxy(name => name == nameof(IStreams.FirstAsync) ? Cancelled<int>(source) : Cancelled<string>(source));

        await Assert.ThrowsAsync<OperationCanceledException>(() => position switch
        {
            "last" => Drain(proxy.AnswerAsync("prompt", source.Token)),
            "optional" => Drain(proxy.OptionalAsync(source.Token)),
            "nullable and first" => Drain(proxy.FirstAsync(source.Token, 1, 2)),
            _ => Drain(proxy.AnswerAsync("prompt", CancellationToken.None), source.Token),
        });

        Assert.Equal((1, 0), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Fact]
    public async Task A_cancellation_without_a_cancelled_token_is_a_failure()
    {
        using var source = new CancellationTokenSource();
        var proxy = Proxy(_ => Cancelled<int>(source));

        await Assert.ThrowsAsync<OperationCanceledException>(() => Drain(proxy.FirstAsync(null)));

        Assert.Equal((0, 1), (Snapshot.Ignored, Snapshot.Failed));
    }

    [Fact]
    public void A_stream_of_a_derived_type_is_returned_itself_and_its_call_is_counted()
    {
        var pages = (IPages)RecordingStub.Create(typeof(IPages), static (_, _) => 7, out _);

        Assert.Same(pages, Proxy(_ => pages).PagesAsync());
        Assert.Equal((1, 1), (Snapshot.Succeeded, Snapshot.Calls));
    }

    [Fact]
    public async Task The_task_around_a_stream_counts()
    {
        var stream = Failing();

        Assert.Same(stream, await Proxy(_ => Task.FromResult(stream)).OpenAsync());
        await Assert.ThrowsAsync<IOException>(() => Drain(stream));
        Assert.Equal((1, 0), (Snapshot.Succeeded, Snapshot.Failed));
    }

    [Fact]
    public async Task An_exception_before_the_stream_reaches_the_caller_and_is_not_counted()
    {
        var failure = new IOException();
        Circuits.Open(_aspects, "streams");
        var before = Snapshot.Calls;

        Assert.Same(failure, Assert.Throws<IOException>(() => Proxy(_ => throw failure).AnswerAsync("prompt", CancellationToken.None)));
        await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => Drain(Proxy(_ => Failing()).FirstAsync(null)));

        Assert.Equal((1, 1), (Snapshot.Rejected, Snapshot.Calls - before));
    }

    private IStreams Proxy(Func<string, object?> answer) =>
        ((IStreams)RecordingStub.Create(typeof(IStreams), (method, _) => answer(method.Name), out _)).WithAspects(_aspects);

    private static async IAsyncEnumerable<T> Cancelled<T>(CancellationTokenSource source)
    {
        yield return default!;
        await source.CancelAsync();
        throw new OperationCanceledException(source.Token);
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        await Task.Yield();
        yield return 1;
        throw new IOException();
    }

    private static Task Drain<T>(IAsyncEnumerable<T> stream) => Drain(stream, CancellationToken.None);

    private static async Task Drain<T>(IAsyncEnumerable<T> stream, CancellationToken cancellationToken)
    {
        await foreach (var _ in stream.WithCancellation(cancellationToken))
        {
        }
    }
}
