using System.Runtime.CompilerServices;
using Shop.Keys;

namespace Aspects.Generator.RunTests;

/// <summary>A parameter with the key attribute has one breaker for each of its values.</summary>
public sealed class KeyedBreakerTests
{
    private readonly AspectRegistry _aspects = new();
    private readonly Models _inner = new();
    private readonly ILanguageModels _proxy;

    public KeyedBreakerTests() => _proxy = _inner.WithAspects(_aspects);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CircuitBreakerPartition<string> Llm => _aspects.CircuitBreakers.GetOrAddPartition<string>("llm");

    private CircuitBreakerPartition<(int, string)> Tenants => _aspects.CircuitBreakers.GetOrAddPartition<(int, string)>("tenants");

    [Fact]
    public async Task A_failing_model_does_not_block_the_other_models()
    {
        _inner.Failing = "small";
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<TimeoutException>(() => _proxy.AskAsync("small", "?", Token));

        var rejection = await Assert.ThrowsAsync<CircuitBreakerOpenException>(() => _proxy.AskAsync("small", "?", Token));
        Assert.Equal(("llm", "small"), (rejection.Name, rejection.Key));
        Assert.Equal("large: ?", await _proxy.AskAsync("large", "?", Token));
        Assert.Equal(2, Llm["small"].GetSnapshot().Failed);
        Assert.Equal(1, Llm["large"].GetSnapshot().Succeeded);
    }

    [Fact]
    public async Task All_members_of_one_name_share_the_breaker_of_a_key()
    {
        Assert.Equal(3, _proxy.Count("big"));
        await foreach (var word in _proxy.StreamAsync("?", "big", Token)) Assert.Equal("big", word);
        await _proxy.AskAsync("big", "?", Token);

        Assert.Equal(3, Llm["big"].GetSnapshot().Succeeded);
        Llm["big"].Isolate();
        Assert.Throws<CircuitBreakerOpenException>(() => _proxy.Count("big"));
        await Assert.ThrowsAsync<CircuitBreakerOpenException>(async () =>
        {
            await foreach (var word in _proxy.StreamAsync("?", "big", Token)) Assert.Fail(word);
        });
    }

    [Fact]
    public void A_key_can_be_passed_by_reference_or_be_a_tuple()
    {
        Assert.Equal(1.5m, _proxy.Spent((1, "big")));
        _proxy.Charge((1, "big"), out var rest);

        Assert.Equal(8.5m, rest);
        Assert.Equal(2, Tenants[(1, "big")].GetSnapshot().Succeeded);
        Tenants[(2, "big")].Isolate();
        Assert.Equal((2, "big"), Assert.Throws<CircuitBreakerOpenException>(() => _proxy.Spent((2, "big"))).Key);
    }

    [Fact]
    public void An_indexer_has_its_key_in_both_accessors()
    {
        _proxy[7] = 5;

        Assert.Equal(12, _proxy[7]);
        var pages = _aspects.CircuitBreakers.GetOrAddPartition<long>("pages");
        Assert.Equal(2, pages[7].GetSnapshot().Succeeded);
        pages[8].Isolate();
        Assert.Throws<CircuitBreakerOpenException>(() => _proxy[8] = 1);
    }

    [Fact]
    public async Task A_member_without_a_key_has_a_single_breaker()
    {
        Assert.Equal(4, await _proxy.ModelsAsync());

        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("models").GetSnapshot().Succeeded);
    }

    [Fact]
    public void A_null_key_is_refused_with_the_name_of_the_parameter()
    {
        Assert.Throws<ArgumentNullException>("model", () => { _ = _proxy.AskAsync(null!, "?", Token); });
        Assert.Throws<ArgumentNullException>("model", () => _proxy.StreamAsync("?", null!, Token));
        Assert.Throws<ArgumentNullException>("event", () => _proxy.Count(null!));
        Assert.Equal(0, Llm.Count);
    }

    [Theory]
    [InlineData("large")]
    [InlineData(null)]
    public void A_call_is_counted_by_its_first_breaker_when_the_callee_changes_the_key(string? renamed)
    {
        _inner.Renamed = renamed;
        var model = "small";

        Assert.Equal("cached " + renamed, _proxy.Answer(ref model));

        var cached = _aspects.CircuitBreakers.GetOrAddPartition<string>("cached");
        Assert.Equal(["small"], cached.ToList().Select(static known => known.Key));
        Assert.Equal(1, cached["small"].GetSnapshot().Failed);
    }

    [Fact]
    public async Task A_fallback_creates_no_breaker_for_an_evicted_key()
    {
        var cached = _aspects.CircuitBreakers.GetOrAddPartition<string>("cached", capacity: 2);
        var answering = _proxy.AnswerAsync("small");
        foreach (var other in new[] { "medium", "large" }) cached[other].Isolate();

        _inner.Answers.Dequeue().SetException(new TimeoutException());

        Assert.Equal("cached small", await answering);
        Assert.Equal(["large", "medium"], cached.ToList().Select(static known => known.Key).Order(StringComparer.Ordinal));
        Assert.All(cached.ToList(), static known => Assert.Equal(CircuitState.Isolated, known.Value.State));
    }

    [Fact]
    public void The_attributes_set_the_capacity_and_the_settings()
    {
        Assert.Equal(50, Llm.Capacity);
        Assert.Equal(2, Llm["any"].GetSnapshot().ConsecutiveFailureLimit);
        Assert.Equal(1_000, Tenants.Capacity);
    }

    [Fact]
    public void The_catalog_has_the_type_of_the_keys_and_declares_the_partitions()
    {
        Assert.True(AspectCatalog.TryFind(typeof(ILanguageModels), out var proxy));
        Assert.Equal(
            [("llm", typeof(string)), ("tenants", typeof((int, string))), ("pages", typeof(long)), ("models", null), ("cached", typeof(string))],
            proxy.Breakers.Select(static breaker => (breaker.Name, breaker.KeyType)));

        var aspects = new AspectRegistry();
        AspectCatalog.Declare(aspects);
        Assert.Equal(50, aspects.CircuitBreakers.GetOrAddPartition<string>("llm").Capacity);
    }

    [Fact]
    public void A_call_with_an_existing_breaker_of_its_key_allocates_nothing()
    {
        // The first calls include the work of the JIT compiler.
        Calls();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Calls();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Calls()
        {
            for (var i = 0; i < 1_000; i++)
            {
                _proxy.Count("big");
                _proxy.Spent((1, "big"));
                _ = _proxy[7];
            }
        }
    }

    private sealed class Models : ILanguageModels
    {
        private readonly Dictionary<long, int> _pages = [];

        public string? Failing { get; set; }

        public Task<string> AskAsync(string model, string prompt, CancellationToken cancellationToken) =>
            model == Failing ? Task.FromException<string>(new TimeoutException()) : Task.FromResult($"{model}: {prompt}");

        public async IAsyncEnumerable<string> StreamAsync(
            string prompt, string model, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return model;
        }

        public int Count(string @event) => @event.Length;

        public decimal Spent((int Tenant, string Model) both) => 1.5m;

        public void Charge(in (int Tenant, string Model) both, out decimal rest) => rest = 8.5m;

        public int this[long page]
        {
            get => _pages.GetValueOrDefault(page) + (int)page;
            set => _pages[page] = value;
        }

        public ValueTask<int> ModelsAsync() => new(4);

        public string? Renamed { get; set; }

        public Queue<TaskCompletionSource<string>> Answers { get; } = [];

        public string Answer(ref string model)
        {
            model = Renamed!;
            throw new TimeoutException();
        }

        public Task<string> AnswerAsync(string model)
        {
            var answer = new TaskCompletionSource<string>();
            Answers.Enqueue(answer);
            return answer.Task;
        }
    }
}
