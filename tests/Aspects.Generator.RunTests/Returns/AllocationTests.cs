using Shop.Returns;

namespace Aspects.Generator.RunTests;

/// <summary>A completed call through a closed circuit allocates nothing.</summary>
public sealed class AllocationTests
{
    private const int Calls = 1_000;

    private readonly AspectRegistry _aspects = new();
    private readonly IReturns _proxy;

    public AllocationTests() => _proxy = new Inner().WithAspects(_aspects);

    [Fact]
    public void A_call_that_returns_nothing_allocates_nothing() => AssertAllocatesNothing(static proxy => proxy.Nothing());

    [Fact]
    public void A_call_that_returns_a_value_allocates_nothing() => AssertAllocatesNothing(static proxy => Assert.True(proxy.Number() == 42));

    [Fact]
    public void A_task_allocates_nothing() => AssertAllocatesNothing(static proxy => Assert.True(proxy.RunAsync().IsCompletedSuccessfully));

    [Fact]
    public void A_task_with_a_result_allocates_nothing() =>
        AssertAllocatesNothing(static proxy => Assert.True(proxy.TextAsync().IsCompletedSuccessfully));

    [Fact]
    public void A_value_task_allocates_nothing() => AssertAllocatesNothing(static proxy => AssertCompleted(proxy.WaitAsync()));

    [Fact]
    public void A_value_task_with_a_result_allocates_nothing() =>
        AssertAllocatesNothing(static proxy => AssertCompleted(proxy.NumberAsync()));

    private static void AssertCompleted(ValueTask task) => Assert.True(task.IsCompletedSuccessfully);

    private static void AssertCompleted(ValueTask<int> task) => Assert.True(task.Result == 42);

    private void AssertAllocatesNothing(Action<IReturns> call)
    {
        // The first calls include the work of the JIT compiler.
        for (var i = 0; i < Calls; i++) call(_proxy);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) call(_proxy);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
        Assert.Equal(2 * Calls, _aspects.CircuitBreakers.GetOrAdd("returns").GetSnapshot().Succeeded);
    }

    private sealed class Inner : IReturns
    {
        private static readonly Task<string?> Text = Task.FromResult<string?>("text");

        public void Nothing()
        {
        }

        public int Number() => 42;

        public Task RunAsync() => Task.CompletedTask;

        public Task<string?> TextAsync() => Text;

        public ValueTask WaitAsync() => default;

        public ValueTask<int> NumberAsync() => new(42);

        string? IReturns.Text() => throw new NotSupportedException();

        public (int Id, string? Name) Pair() => throw new NotSupportedException();

        public Task<Task<int>> TaskOfTaskAsync() => throw new NotSupportedException();

        public Task? MaybeAsync() => throw new NotSupportedException();

        public Task<int>? MaybeNumberAsync() => throw new NotSupportedException();

        public Task<int> MeasureAsync(string text, out int length) => throw new NotSupportedException();

        public IEnumerable<int> Sequence() => throw new NotSupportedException();

        public Func<int> Later() => throw new NotSupportedException();

        public IAsyncEnumerable<int> StreamAsync() => throw new NotSupportedException();

        public IObservable<int> Watch() => throw new NotSupportedException();
    }
}
