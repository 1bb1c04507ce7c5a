namespace Aspects.Tests;

/// <summary>Rule 35: the permit comes back in every path, and the enumerator's own token reaches the callee.</summary>
public sealed class ReleaseTests
{
    private static readonly IOException Error = new("The callee failed.");
    private readonly Circuit _circuit = Circuit.Elapsed(new() { ConsecutiveFailures = 1, SuccessThreshold = 1, BreakDuration = TimeSpan.FromSeconds(5) });

    [Fact]
    public async Task The_enumerators_own_token_is_the_one_the_callee_gets()
    {
        using var source = new CancellationTokenSource();
        using var ofTheCall = new CancellationTokenSource();
        var callee = new Callee().Items(1);

        await _circuit.Breaker.Guard(callee, ofTheCall.Token).ToListAsync(source.Token);

        Assert.Equal(source.Token, callee.Token);
    }

    [Fact]
    public async Task A_callee_that_throws_instead_of_an_enumerator_has_failed_and_holds_no_place()
    {
        var callee = new Callee { OnEnumerating = Error };

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).ToListAsync()));

        Assert.Equal((0, 2, 0, 0, 0), _circuit.Breaker.Totals());
        AssertHasAPlace();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_DisposeAsync_throws_reaches_the_consumer_and_changes_no_outcome(int items)
    {
        var callee = new Callee { OnDisposing = Error }.Items(items);

        Assert.Same(Error, await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).LeaveAfterAsync(1)));

        Assert.Equal((1, 1, 0, 0, 0), _circuit.Breaker.Totals());
        Assert.Equal(CircuitState.Closed, _circuit.State);
    }

    [Fact]
    public async Task What_DisposeAsync_throws_before_any_item_finds_the_permit_returned()
    {
        var callee = new Callee { OnDisposing = Error }.Later(new TaskCompletionSource<bool>().Task);
        var items = _circuit.Breaker.Guard(callee).GetAsyncEnumerator();
        _ = items.MoveNextAsync().AsTask();

        await Assert.ThrowsAsync<IOException>(async () => await items.DisposeAsync());

        Assert.Equal((0, 1, 1, 0, 0), _circuit.Breaker.Totals());
        AssertHasAPlace();
    }

    [Fact]
    public async Task A_broken_callee_whose_enumerator_is_null_has_failed()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _circuit.Breaker.Guard(new Broken()).ToListAsync());

        Assert.Equal((0, 2, 0, 0, 0), _circuit.Breaker.Totals());
        AssertHasAPlace();
    }

    [Fact]
    public async Task A_failure_is_followed_by_the_disposal_of_the_callee()
    {
        var callee = new Callee().Items(1).Throws(Error);

        await Assert.ThrowsAsync<IOException>(() => _circuit.Breaker.Guard(callee).ToListAsync());

        Assert.Equal(1, callee.Disposals);
    }

    private void AssertHasAPlace()
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
