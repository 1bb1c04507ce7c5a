namespace Aspects.Tests;

/// <summary>Every end of an enumeration returns the permit, and the callee gets the token of the enumerator.</summary>
public sealed class StreamReleaseTests
{
    private static readonly IOException Error = new("The callee failed.");
    private readonly Circuit _circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, BreakDuration = TimeSpan.FromSeconds(5) });

    [Fact]
    public async Task The_callee_gets_the_token_of_the_enumerator()
    {
        using var source = new CancellationTokenSource();
        using var ofTheCall = new CancellationTokenSource();
        var callee = new StreamCallee().Items(1);

        await _circuit.Breaker.Guard(callee, ofTheCall.Token).ToListAsync(source.Token);

        Assert.Equal(source.Token, callee.Token);
    }

    [Fact]
    public async Task A_callee_that_throws_in_GetAsyncEnumerator_is_a_failure_and_frees_its_slot()
    {
        var callee = new StreamCallee { EnumerationError = Error };

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).ToListAsync()));

        Assert.Equal((0, 2, 0, 0, 0), _circuit.Breaker.Totals());
        AssertHasFreeSlot();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_exception_of_DisposeAsync_reaches_the_consumer_and_changes_no_outcome(int items)
    {
        var callee = new StreamCallee { DisposalError = Error }.Items(items);

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).StopAfterAsync(1)));

        Assert.Equal((1, 1, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public async Task An_exception_of_DisposeAsync_before_any_item_does_not_keep_the_permit()
    {
        var callee = new StreamCallee { DisposalError = Error }.ItemWhen(new TaskCompletionSource<bool>().Task);
        var items = _circuit.Breaker.Guard(callee).GetAsyncEnumerator();
        _ = items.MoveNextAsync().AsTask();

        await Assert.ThrowsAsync<IOException>(async () => await items.DisposeAsync());

        Assert.Equal((0, 1, 1, 0, 0), _circuit.Breaker.Totals());
        AssertHasFreeSlot();
    }

    [Fact]
    public async Task A_null_enumerator_is_a_failure()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _circuit.Breaker.Guard(new Broken()).ToListAsync());

        Assert.Equal((0, 2, 0, 0, 0), _circuit.Breaker.Totals());
        AssertHasFreeSlot();
    }

    [Fact]
    public async Task A_failure_disposes_the_enumerator_of_the_callee()
    {
        var callee = new StreamCallee().Items(1).Throw(Error);

        await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).ToListAsync());

        Assert.Equal(1, callee.Disposals);
    }

    private void AssertHasFreeSlot()
    {
        if (_circuit.State == CircuitState.Open) _circuit.ElapseBreak();
        Assert.Equal(CircuitState.HalfOpen, _circuit.State);
        _circuit.Succeed();
        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    private sealed class Broken : IAsyncEnumerable<int>
    {
        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) => null!;
    }
}
