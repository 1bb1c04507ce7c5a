using System.Net;

namespace Aspects.Tests;

/// <summary>A source can declare the same breaker again with other delegates. The first declaration stays in use.</summary>
public sealed class RepeatedDeclarationTests
{
    private readonly CircuitBreakerRegistry _registry = new();
    private readonly Recorder _recorder = new();

    public RepeatedDeclarationTests() => _registry.Subscribe(_recorder);

    [Fact]
    public void A_class_that_declares_a_lambda_in_its_constructor_can_be_created_twice()
    {
        var first = new Client(_registry, HttpStatusCode.BadGateway);
        var second = new Client(_registry, HttpStatusCode.NotFound);

        Assert.Same(first.Breaker, second.Breaker);
        second.Breaker.Enter().Failed(new HttpRequestException("", null, HttpStatusCode.BadGateway));
        second.Breaker.Enter().Failed(new HttpRequestException("", null, HttpStatusCode.NotFound));
        var snapshot = second.Breaker.GetSnapshot();
        Assert.Equal((1L, 1L), (snapshot.Failed, snapshot.Ignored));
    }

    [Fact]
    public void Other_delegates_of_the_same_source_are_reported_once()
    {
        for (var i = 0; i < 5; i++) _ = new Client(_registry, HttpStatusCode.BadGateway);

        var error = Assert.Single(_recorder.WaitForCallbackErrors(1));
        Assert.Equal(("http", "GetOrAdd"), (error.Name, error.Source));
        Assert.Contains("keeps the code that '.ctor in ", error.Error.Message, StringComparison.Ordinal);
        Assert.Contains($"{nameof(RepeatedDeclarationTests)}.cs:", error.Error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _registry.GetOrAdd("http").GetSnapshot().CallbackErrors);
    }

    [Theory]
    [InlineData("generator")]
    [InlineData("health probe")]
    [InlineData("result rule")]
    [InlineData("classifier")]
    public void Every_kind_of_code_can_be_declared_again(string kind)
    {
        var first = Declare(kind);

        Assert.Same(first, Declare(kind));
        Assert.Same(first, Declare(kind));
        Assert.Single(_recorder.WaitForCallbackErrors(1));
    }

    [Fact]
    public void Keyed_breakers_can_be_declared_again()
    {
        for (var i = 0; i < 3; i++)
        {
            var copy = i;
            _registry.GetOrAddPartition<int>("llm", new CircuitBreakerOptions().Ignore<IOException>(_ => copy == 0), source: "one");
        }

        _registry.GetOrAddPartition<int>("llm")[1].Enter().Failed(new IOException());
        Assert.Equal(1, _registry.GetOrAddPartition<int>("llm")[1].GetSnapshot().Ignored);
        Assert.Equal("llm", Assert.Single(_recorder.WaitForCallbackErrors(1)).Name);
    }

    [Fact]
    public void New_settings_beside_other_delegates_apply()
    {
        for (var i = 1; i <= 2; i++)
        {
            var copy = i;
            var options = new CircuitBreakerOptions { BreakDurationGenerator = _ => TimeSpan.FromSeconds(copy) };
            if (i == 2) options.ConsecutiveFailures = 7;
            _registry.GetOrAdd("orders", options, "one");
        }

        Assert.Equal(7, _registry.GetOrAdd("orders").GetSnapshot().ConsecutiveFailureLimit);
    }

    [Theory]
    [InlineData("one")]
    [InlineData("another")]
    public void Code_that_a_later_declaration_adds_is_in_use(string source)
    {
        var breaker = _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        _registry.GetOrAdd("orders", CreateCode(CircuitOutcome.Ignored), source);
        breaker.Enter().Failed(new IOException());
        Assert.Equal((1L, 0L, 0L), (breaker.GetSnapshot().Ignored, breaker.GetSnapshot().Failed, breaker.GetSnapshot().CallbackErrors));

        // From then on the added code is the first code of its source.
        _registry.GetOrAdd("orders", CreateCode(CircuitOutcome.Failure), source);
        breaker.Enter().Failed(new IOException());
        Assert.Equal((2L, 0L, 1L), (breaker.GetSnapshot().Ignored, breaker.GetSnapshot().Failed, breaker.GetSnapshot().CallbackErrors));

        static CircuitBreakerOptions CreateCode(CircuitOutcome outcome) => new CircuitBreakerOptions().Classify(_ => outcome);
    }

    [Fact]
    public void Two_sources_with_the_same_numbers_can_both_be_declared_again()
    {
        for (var i = 0; i < 3; i++)
        {
            _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3, SuccessThreshold = 4 }, "one");
            _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3, Jitter = 0 }, "another");
        }

        var snapshot = Assert.Single(_registry.Breakers).GetSnapshot();
        Assert.Equal((3, 4, 0L), (snapshot.ConsecutiveFailureLimit, snapshot.SuccessThreshold, snapshot.CallbackErrors));
    }

    [Fact]
    public void Another_number_beside_other_delegates_is_a_conflict_that_changes_nothing()
    {
        var breaker = _registry.GetOrAdd("orders", Create(number: 3), "one");

        var error = Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd("orders", Create(number: 4), "one"));

        Assert.Contains("ConsecutiveFailures = 3 from 'one' and 4 from 'one'", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, breaker.GetSnapshot().ConsecutiveFailureLimit);
        breaker.Enter().Failed(new IOException());
        Assert.Equal(1, breaker.GetSnapshot().Ignored);

        static CircuitBreakerOptions Create(int number) =>
            new CircuitBreakerOptions { ConsecutiveFailures = number }.Ignore<IOException>(_ => number == 3);
    }

    [Fact]
    public void The_same_delegates_are_not_reported()
    {
        var options = new CircuitBreakerOptions().Handle<IOException>(static _ => true);
        for (var i = 0; i < 3; i++) _registry.GetOrAdd("orders", options, "one");

        Assert.Equal(0, _registry.GetOrAdd("orders").GetSnapshot().CallbackErrors);
    }

    [Fact]
    public void Other_values_of_the_same_source_are_still_a_conflict()
    {
        _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 3 }, "one");

        Assert.Throws<InvalidOperationException>(() => _registry.GetOrAdd("orders", new() { ConsecutiveFailures = 4 }, "one"));
        _registry.GetOrAdd("lists", new CircuitBreakerOptions().Handle<IOException>(), "one");
        Assert.Throws<InvalidOperationException>(
            () => _registry.GetOrAdd("lists", new CircuitBreakerOptions().Handle<TimeoutException>(), "one"));
    }

    [Fact]
    public void Delegates_of_two_sources_are_a_conflict_that_tells_the_sources_apart()
    {
        _ = new Client(_registry, HttpStatusCode.BadGateway);

        var error = Assert.Throws<InvalidOperationException>(() => new OtherClient(_registry));

        Assert.Matches(@"'\.ctor in .*RepeatedDeclarationTests\.cs:(\d+)'.*'\.ctor in .*RepeatedDeclarationTests\.cs:(?!\1)\d+'", error.Message);
    }

    [Fact]
    public void Threads_that_declare_again_get_one_breaker_and_one_report()
    {
        for (var round = 0; round < 100; round++)
        {
            var registry = new CircuitBreakerRegistry();
            var found = new CircuitBreaker[Threads.Many];

            Threads.Run(Threads.Many, index => found[index] = new Client(registry, HttpStatusCode.BadGateway + index).Breaker);

            Assert.All(found, breaker => Assert.Same(found[0], breaker));
            Assert.Equal(1, found[0].GetSnapshot().CallbackErrors);
        }
    }

    private CircuitBreaker Declare(string kind)
    {
        var captured = new object();
        var options = new CircuitBreakerOptions();
        _ = kind switch
        {
            "generator" => options.BreakDurationGenerator = _ => TimeSpan.FromSeconds(captured.GetHashCode()),
            "health probe" => options.HealthProbe = new AlwaysHealthy(),
            "result rule" => options.ClassifyResult<int>(_ => captured is null ? CircuitOutcome.Failure : CircuitOutcome.Success),
            _ => (object)options.Classify(_ => captured is null ? CircuitOutcome.Failure : null),
        };
        return _registry.GetOrAdd(kind, options);
    }

    private sealed class AlwaysHealthy : IHealthProbe
    {
        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken) => new(true);
    }

    private sealed class Client
    {
        public Client(CircuitBreakerRegistry registry, HttpStatusCode code) =>
            Breaker = registry.GetOrAdd("http", new CircuitBreakerOptions().Handle<HttpRequestException>(error => error.StatusCode == code));

        public CircuitBreaker Breaker { get; }
    }

    private sealed class OtherClient
    {
        public OtherClient(CircuitBreakerRegistry registry) =>
            registry.GetOrAdd("http", new CircuitBreakerOptions().Handle<HttpRequestException>(error => error.StatusCode is null));
    }
}
