using System.Runtime.CompilerServices;
using Shop.Fallbacks;

namespace Aspects.Generator.RunTests;

/// <summary>The fallbacks of rejected calls and of failed calls.</summary>
public sealed class FallbackTests
{
    private readonly AspectRegistry _aspects = new();
    private readonly Prices _inner = new();
    private readonly IPrices _proxy;

    public FallbackTests() => _proxy = _inner.WithAspects(_aspects);

    private static CancellationToken Cancelled => new(canceled: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_circuit_calls_no_fallback()
    {
        var position = 1;

        Assert.Equal(10m, _proxy.Price("tea"));
        Assert.Equal(11m, await _proxy.PriceAsync("tea", Token));
        Assert.Equal("tea", await _proxy.DescribeAsync("tea"));
        await _proxy.RefreshAsync(Token);
        Assert.True(_proxy.TryRead(ref position, out var price));
        Assert.Equal((2, 12m), (position, price));
        _proxy.Write("tea", Token);
        Assert.Equal("same", await _proxy.EchoAsync("same", Token));
        Assert.Equal([13m], await Items(_proxy.PricesAsync("tea", Token)));
        Assert.Equal([14m], Items(_proxy.Changes("tea")));
        Assert.Equal(9, _aspects.CircuitBreakers.GetOrAdd("prices").GetSnapshot().Succeeded);
        Assert.Empty(_inner.Fallbacks);
    }

    [Fact]
    public async Task A_rejected_call_returns_the_result_of_the_fallback_without_an_exception()
    {
        _aspects.CircuitBreakers.GetOrAdd("prices").Isolate();
        var position = 1;

        Assert.Equal(1m, _proxy.Price("tea"));
        Assert.Equal(1m, await _proxy.PriceAsync("tea", Token));
        Assert.Equal("tea: CircuitBreakerOpenException", await _proxy.DescribeAsync("tea"));
        await _proxy.RefreshAsync(Token);
        Assert.False(_proxy.TryRead(ref position, out var price));
        Assert.Equal((-1, 2m), (position, price));
        _proxy.Write("tea", Token);
        Assert.Equal("same", await _proxy.EchoAsync("same"));
        Assert.Equal([3m, 4m], await Items(_proxy.PricesAsync("tea", Token)));
        Assert.Equal([5m], Items(_proxy.Changes("tea")));

        Assert.Empty(_inner.Calls);
        Assert.Equal(["LastPrice", "Guess", "Note: CircuitBreakerOpenException", "LastPrices: CircuitBreakerOpenException"], _inner.Fallbacks);
        Assert.Equal(9, _aspects.CircuitBreakers.GetOrAdd("prices").GetSnapshot().Rejected);
    }

    [Fact]
    public async Task A_caller_that_has_already_cancelled_gets_a_cancellation()
    {
        _aspects.CircuitBreakers.GetOrAdd("prices").Isolate();

        await Assert.ThrowsAsync<TaskCanceledException>(() => _proxy.PriceAsync("tea", Cancelled));
        await Assert.ThrowsAsync<TaskCanceledException>(() => _proxy.RefreshAsync(Cancelled));
        await Assert.ThrowsAsync<TaskCanceledException>(() => _proxy.EchoAsync("same", Cancelled));
        Assert.Throws<OperationCanceledException>(() => _proxy.Write("tea", Cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Items(_proxy.PricesAsync("tea", Cancelled)));
        Assert.Empty(_inner.Fallbacks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_call_returns_the_result_of_a_fallback_for_failures(bool isLate)
    {
        _inner.Failure = new TimeoutException();
        _inner.IsLate = isLate;
        var position = 1;

        Assert.Equal("tea: TimeoutException", await _proxy.DescribeAsync("tea"));
        await _proxy.RefreshAsync(Token);
        Assert.Equal("same", await _proxy.EchoAsync("same", Token));
        Assert.False(_proxy.TryRead(ref position, out var price));

        Assert.Equal((-1, 2m), (position, price));
        Assert.Equal(4, _aspects.CircuitBreakers.GetOrAdd("prices").GetSnapshot().Failed);
        Assert.Equal(["Guess"], _inner.Fallbacks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fallback_answers_a_call_that_has_timed_out_whatever_the_rules_are(bool isLate)
    {
        var aspects = Circuits.CreateTooSlow();
        aspects.CircuitBreakers.Configure("prices", static options => options.Ignore<Exception>());
        var proxy = _inner.WithAspects(aspects);
        Circuits.SetTimeouts(aspects);
        _inner.Failure = new ArgumentException("not a product");
        _inner.IsLate = isLate;
        var position = 1;

        Assert.Equal("tea: TimeoutException", await proxy.DescribeAsync("tea"));
        Assert.False(proxy.TryRead(ref position, out var price));

        Assert.Equal((-1, 2m), (position, price));
        Assert.Equal(2, aspects.CircuitBreakers.GetOrAdd("prices").GetSnapshot().TimedOut);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_without_a_fallback_for_failures()
    {
        _inner.Failure = new TimeoutException();

        Assert.Same(_inner.Failure, Assert.Throws<TimeoutException>(() => _proxy.Price("tea")));
        Assert.Same(_inner.Failure, await Assert.ThrowsAsync<TimeoutException>(() => _proxy.PriceAsync("tea", Token)));
        Assert.Empty(_inner.Fallbacks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_ignored_exception_reaches_the_caller(bool isLate)
    {
        _aspects.CircuitBreakers.Configure("prices", static options => options.Ignore<ArgumentException>());
        _inner.Failure = new ArgumentException("not a product");
        _inner.IsLate = isLate;
        var position = 1;

        Assert.Same(_inner.Failure, await Assert.ThrowsAsync<ArgumentException>(async () => await _proxy.DescribeAsync("tea")));
        Assert.Same(_inner.Failure, await Assert.ThrowsAsync<ArgumentException>(() => _proxy.EchoAsync("same")));
        Assert.Same(_inner.Failure, Assert.Throws<ArgumentException>(() => _proxy.TryRead(ref position, out _)));
        Assert.Empty(_inner.Fallbacks);
    }

    [Fact]
    public async Task A_pending_call_cancelled_by_its_caller_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        _inner.Pending = new TaskCompletionSource<string>();

        var task = _proxy.EchoAsync("same", source.Token);
        await source.CancelAsync();
        _inner.Pending.SetCanceled(source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        Assert.True(task.IsCanceled);
        Assert.Equal(0, _aspects.CircuitBreakers.GetOrAdd("prices").GetSnapshot().Failed);
    }

    [Fact]
    public async Task A_fallback_with_its_own_breaker_is_guarded_by_it()
    {
        _aspects.CircuitBreakers.GetOrAdd("prices").Isolate();

        Assert.Equal(6m, await _proxy.FromListAsync("tea"));
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("table").GetSnapshot().Succeeded);

        _aspects.CircuitBreakers.GetOrAdd("table").Isolate();
        Assert.Equal("table", (await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _proxy.FromListAsync("tea"))).Name);
    }

    [Fact]
    public async Task A_fallback_implementation_replaces_every_guarded_member()
    {
        var proxy = new Stock().WithAspects(_aspects);
        Assert.Equal((1, 7, 3, 4), (await proxy.CountAsync("tea"), proxy["tea"], proxy.Left("tea"), proxy.Estimate("tea")));
        _aspects.CircuitBreakers.GetOrAdd("stock").Isolate();

        proxy["tea"] = 8;
        await proxy.ReserveAsync("tea", 1, Token);

        Assert.Equal((0, 0, 4, 4), (await proxy.CountAsync("tea"), proxy["tea"], proxy.Left("tea"), proxy.Estimate("tea")));
        Assert.Equal(0, proxy.Peek());
        Assert.Empty(await Items(proxy.ProductsAsync()));
    }

    [Fact]
    public async Task The_fallback_instance_can_be_passed()
    {
        var proxy = new Stock().WithAspects(_aspects, fallback: new Stock { Count = 5 });
        _aspects.CircuitBreakers.GetOrAdd("stock").Isolate();

        Assert.Equal(5, await proxy.CountAsync("tea"));
    }

    [Fact]
    public async Task A_generic_fallback_has_the_type_arguments_of_the_interface()
    {
        var proxy = new BrokenCache().WithAspects(_aspects);

        Assert.Null(proxy.Get("key"));
        Assert.Null(await proxy.GetAsync("key"));
        Assert.Equal(2, _aspects.CircuitBreakers.GetOrAdd("cache").GetSnapshot().Failed);
    }

    [Fact]
    public void A_rejection_with_a_fallback_allocates_nothing()
    {
        var proxy = new Stock().WithAspects(_aspects);
        _aspects.CircuitBreakers.GetOrAdd("stock").Isolate();
        Calls();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Calls();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Calls()
        {
            for (var i = 0; i < 1_000; i++)
            {
                _ = proxy["tea"];
                Assert.True(proxy.ReserveAsync("tea", 1, default).IsCompletedSuccessfully);
            }
        }
    }

    private static async Task<List<T>> Items<T>(IAsyncEnumerable<T> stream)
    {
        var items = new List<T>();
        await foreach (var item in stream) items.Add(item);
        return items;
    }

    private static List<decimal> Items(IObservable<decimal> source)
    {
        var items = new Collector();
        source.Subscribe(items).Dispose();
        return items.Items;
    }

    private sealed class Collector : IObserver<decimal>
    {
        public List<decimal> Items { get; } = [];

        public void OnNext(decimal value) => Items.Add(value);

        public void OnError(Exception error) => Assert.Fail(error.ToString());

        public void OnCompleted()
        {
        }
    }

    private sealed class SingleItem(decimal item) : IObservable<decimal>, IDisposable
    {
        public IDisposable Subscribe(IObserver<decimal> observer)
        {
            observer.OnNext(item);
            observer.OnCompleted();
            return this;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Prices : IPrices
    {
        public List<string> Calls { get; } = [];

        public List<string> Fallbacks { get; } = [];

        public Exception? Failure { get; set; }

        /// <summary>Whether the returned tasks fail later, instead of the call itself.</summary>
        public bool IsLate { get; set; }

        public TaskCompletionSource<string>? Pending { get; set; }

        public decimal Price(string product) => Answer(10m);

        public Task<decimal> PriceAsync(string product, CancellationToken cancellationToken) => AnswerAsync(11m);

        public ValueTask<string> DescribeAsync(string product) => new(AnswerAsync(product));

        public Task RefreshAsync(CancellationToken cancellationToken) => AnswerAsync(0);

        public bool TryRead(ref int position, out decimal price)
        {
            price = Answer(12m);
            position++;
            return true;
        }

        public void Write(string product, CancellationToken cancellationToken) => Answer(0);

        public Task<T> EchoAsync<T>(T value, CancellationToken? cancellationToken)
            where T : class, IComparable<T> => Pending is null ? AnswerAsync(value) : (Task<T>)(object)Pending.Task;

        public async IAsyncEnumerable<decimal> PricesAsync(string product, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return await AnswerAsync(13m);
        }

        public IObservable<decimal> Changes(string product) => new SingleItem(14m);

        public Task<decimal> FromListAsync(string product) => AnswerAsync(15m);

        public Task<decimal> FromTableAsync(string product) => Task.FromResult(6m);

        public decimal LastPrice(string product)
        {
            Fallbacks.Add("LastPrice");
            return 1m;
        }

        public bool Guess(ref int position, out decimal price)
        {
            Fallbacks.Add("Guess");
            (position, price) = (-1, 2m);
            return false;
        }

        public void Note(string product, CancellationToken cancellationToken, Exception error) => Fallbacks.Add($"Note: {error.GetType().Name}");

        public async IAsyncEnumerable<decimal> LastPrices(
            string product, [EnumeratorCancellation] CancellationToken cancellationToken, Exception error)
        {
            Fallbacks.Add($"LastPrices: {error.GetType().Name}");
            yield return 3m;
            await Task.Yield();
            yield return 4m;
        }

        public IObservable<decimal> NoChanges(string product, Exception error) => new SingleItem(5m);

        private T Answer<T>(T answer, [CallerMemberName] string call = "")
        {
            Calls.Add(call);
            return Failure is null ? answer : throw Failure;
        }

        private Task<T> AnswerAsync<T>(T answer, [CallerMemberName] string call = "")
        {
            if (!IsLate) return Task.FromResult(Answer(answer, call));
            Calls.Add(call);
            return FailLaterAsync<T>(Failure!);
        }

        private static async Task<T> FailLaterAsync<T>(Exception failure)
        {
            await Task.Yield();
            throw failure;
        }
    }

    private sealed class Stock : IStock
    {
        private readonly int _first = 9;

        public int Count { get; init; } = 1;

        public int this[string product]
        {
            get => 7;
            set => Assert.Fail("The circuit is open.");
        }

        public Task<int> CountAsync(string product) => Task.FromResult(Count);

        public Task ReserveAsync(string product, int count, CancellationToken cancellationToken) => Task.CompletedTask;

        public int Left(string product) => 3;

        public int Estimate(string product) => 4;

        public ref readonly int Peek() => ref _first;

        public async IAsyncEnumerable<string> ProductsAsync()
        {
            await Task.CompletedTask;
            yield return "tea";
        }
    }

    private sealed class BrokenCache : ICache<string>
    {
        public string Get(string key) => throw new TimeoutException();

        public ValueTask<string?> GetAsync(string key) => ValueTask.FromException<string?>(new TimeoutException());
    }
}
