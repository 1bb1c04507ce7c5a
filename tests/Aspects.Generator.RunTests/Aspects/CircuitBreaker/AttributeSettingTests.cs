using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>The settings of the attributes apply to the breaker.</summary>
public sealed class AttributeSettingTests
{
    private readonly AspectRegistry _aspects = new();

    [Fact]
    public void Every_setting_of_the_attribute_applies()
    {
        var expected = new CircuitBreakerOptions
        {
            ConsecutiveFailures = 4,
            FailureCount = 9,
            FailureRatio = 0.25,
            MinimumThroughput = 8,
            Window = TimeSpan.FromSeconds(45),
            WindowCalls = 64,
            SlowCallDuration = TimeSpan.FromSeconds(1.5),
            SlowCallRatio = 0.75,
            AdaptiveThreshold = true,
            BreakDuration = TimeSpan.FromSeconds(12.5),
            BackoffFactor = 1.5,
            MaxBreakDuration = TimeSpan.FromSeconds(120),
            Jitter = 0.2,
            HonorRetryAfter = false,
            MaxRetryAfter = TimeSpan.FromSeconds(90),
            MaxConcurrentProbes = 2,
            SuccessThreshold = 3,
            ProbeTimeout = TimeSpan.FromSeconds(7),
            SlowStart = TimeSpan.FromSeconds(20),
            Timeout = TimeSpan.FromSeconds(5),
            MeasureDurations = true,
            Mode = CircuitMode.Monitor,
        };

        Wrap<IEverySetting>();

        // Equal values from another source are no conflict. Each different value is a conflict.
        _aspects.CircuitBreakers.GetOrAdd("every setting", expected, "the test");
        Assert.All(typeof(CircuitBreakerSettingsAttribute).GetProperties().Where(static property => property.PropertyType.IsValueType), property =>
            Assert.Throws<InvalidOperationException>(() => _aspects.CircuitBreakers.GetOrAdd("every setting", CreateDifferent(property.Name), property.Name)));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException), false)]
    [InlineData(typeof(ObjectDisposedException), false)]
    [InlineData(typeof(ArgumentNullException), false)]
    [InlineData(typeof(HttpRequestException), true)]
    [InlineData(typeof(TimeoutException), true)]
    public void The_most_derived_type_in_both_lists_wins(Type error, bool isFailure) =>
        AssertClassified("handled", error, isFailure, static (proxy, error) => proxy.Handled(error));

    [Theory]
    [InlineData(typeof(ArgumentNullException), false)]
    [InlineData(typeof(TimeoutException), true)]
    public void With_a_list_of_ignored_exceptions_all_others_are_failures(Type error, bool isFailure) =>
        AssertClassified("ignored", error, isFailure, static (proxy, error) => proxy.Ignored(error));

    [Theory]
    [InlineData(typeof(ArgumentNullException), false)]
    [InlineData(typeof(ArgumentException), true)]
    [InlineData(typeof(TimeoutException), false)]
    public void A_classifier_classifies_exceptions_in_no_list(Type error, bool isFailure) =>
        AssertClassified("classified", error, isFailure, static (proxy, error) => proxy.ClassifiedAsync(error, 0).GetAwaiter().GetResult());

    [Fact]
    public void An_aggregate_that_no_list_names_counts_like_its_worst_part()
    {
        var proxy = Wrap<IJudged>();

        Assert.Throws<AggregateException>(() => proxy.Listed(new AggregateException(new TimeoutException(), new HttpRequestException())));
        Assert.Throws<AggregateException>(() => proxy.Listed(new AggregateException(new TimeoutException())));

        var snapshot = _aspects.CircuitBreakers.GetOrAdd("listed").GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Failed, snapshot.Ignored));
    }

    [Fact]
    public async Task A_classifier_classifies_results()
    {
        var proxy = Wrap<IJudged>();

        Assert.Equal(-1, await proxy.ClassifiedAsync(null, -1));
        Assert.Equal(1, await proxy.ClassifiedAsync(null, 1));

        var snapshot = _aspects.CircuitBreakers.GetOrAdd("classified").GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Failed, snapshot.Succeeded));
    }

    [Fact]
    public void A_classifier_can_implement_its_members_explicitly()
    {
        var proxy = Wrap<IJudged>();

        Assert.Throws<TimeoutException>(() => proxy.ExceptionsOnly(new TimeoutException()));

        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("exceptions only").GetSnapshot().Throttled);
        Assert.Equal(CircuitState.Open, _aspects.CircuitBreakers.GetOrAdd("exceptions only").State);
    }

    [Fact]
    public void Each_setting_comes_from_the_nearest_attribute_that_sets_it()
    {
        Wrap<ILevels>();

        AssertApplies("levels", new() { ConsecutiveFailures = 7, BreakDuration = TimeSpan.FromSeconds(33), SuccessThreshold = 9 });
        AssertApplies("levels of its own", new() { ConsecutiveFailures = 7, BreakDuration = TimeSpan.FromSeconds(22) });
    }

    [Fact]
    public void Each_setting_shows_the_attribute_that_sets_it()
    {
        Wrap<ILevels>();

        var settings = _aspects.CircuitBreakers.GetOrAdd("levels").Settings;
        Assert.Equal("ConsecutiveFailures = 7 (Declared: Shop.ILevels)", settings["ConsecutiveFailures"].ToString());
        Assert.Equal("SuccessThreshold = 9 (Declared: Shop.ILevels.WithTheSameName)", settings["SuccessThreshold"].ToString());
        Assert.Equal("Jitter = 0.1 (Default)", settings["Jitter"].ToString());
    }

    [Fact]
    public void Several_proxies_declare_the_same_settings_without_a_conflict()
    {
        for (var i = 0; i < 3; i++)
        {
            Wrap<IEverySetting>();
            Wrap<IJudged>();
            Wrap<ILevels>();
        }

        Assert.Equal(8, _aspects.CircuitBreakers.Breakers.Count);
    }

    private static CircuitBreakerOptions CreateDifferent(string setting) => setting switch
    {
        nameof(CircuitBreakerAttribute.ConsecutiveFailures) => new() { ConsecutiveFailures = 5 },
        nameof(CircuitBreakerAttribute.FailureCount) => new() { FailureCount = 10 },
        nameof(CircuitBreakerAttribute.FailureRatio) => new() { FailureRatio = 0.5 },
        nameof(CircuitBreakerAttribute.MinimumThroughput) => new() { MinimumThroughput = 9 },
        nameof(CircuitBreakerAttribute.WindowSeconds) => new() { Window = TimeSpan.FromSeconds(46) },
        nameof(CircuitBreakerAttribute.WindowCalls) => new() { WindowCalls = 65 },
        nameof(CircuitBreakerAttribute.SlowCallSeconds) => new() { SlowCallDuration = TimeSpan.FromSeconds(2) },
        nameof(CircuitBreakerAttribute.SlowCallRatio) => new() { SlowCallRatio = 0.7 },
        nameof(CircuitBreakerAttribute.AdaptiveThreshold) => new() { AdaptiveThreshold = false },
        nameof(CircuitBreakerAttribute.BreakSeconds) => new() { BreakDuration = TimeSpan.FromSeconds(12) },
        nameof(CircuitBreakerAttribute.BackoffFactor) => new() { BackoffFactor = 2 },
        nameof(CircuitBreakerAttribute.MaxBreakSeconds) => new() { MaxBreakDuration = TimeSpan.FromSeconds(121) },
        nameof(CircuitBreakerAttribute.Jitter) => new() { Jitter = 0.1 },
        nameof(CircuitBreakerAttribute.HonorRetryAfter) => new() { HonorRetryAfter = true },
        nameof(CircuitBreakerAttribute.MaxRetryAfterSeconds) => new() { MaxRetryAfter = TimeSpan.FromSeconds(91) },
        nameof(CircuitBreakerAttribute.MaxConcurrentProbes) => new() { MaxConcurrentProbes = 3 },
        nameof(CircuitBreakerAttribute.SuccessThreshold) => new() { SuccessThreshold = 2 },
        nameof(CircuitBreakerAttribute.ProbeTimeoutSeconds) => new() { ProbeTimeout = TimeSpan.FromSeconds(8) },
        nameof(CircuitBreakerAttribute.SlowStartSeconds) => new() { SlowStart = TimeSpan.FromSeconds(21) },
        nameof(CircuitBreakerAttribute.TimeoutSeconds) => new() { Timeout = TimeSpan.FromSeconds(6) },
        nameof(CircuitBreakerAttribute.MeasureDurations) => new() { MeasureDurations = false },
        nameof(CircuitBreakerAttribute.Mode) => new() { Mode = CircuitMode.Enforce },
        _ => throw new ArgumentOutOfRangeException(nameof(setting), setting, "The test has no different value for this setting. Add one."),
    };

    private T Wrap<T>()
        where T : class
    {
        Assert.True(AspectCatalog.TryFind(typeof(T), out var proxy));
        return (T)proxy.CreateProxy(RecordingStub.Create(typeof(T), static (method, arguments) => Answer(method.ReturnType, arguments), out _), _aspects);
    }

    private static Task<int>? Answer(Type returned, object?[] arguments)
    {
        if (arguments is [Exception error, ..]) throw error;
        return returned == typeof(Task<int>) ? Task.FromResult((int)arguments[1]!) : null;
    }

    private void AssertClassified(string breaker, Type error, bool isFailure, Action<IJudged, Exception> call)
    {
        var thrown = error == typeof(ObjectDisposedException) ? new ObjectDisposedException("x") : (Exception)Activator.CreateInstance(error)!;

        Assert.Same(thrown, Assert.Throws(error, () => call(Wrap<IJudged>(), thrown)));

        var snapshot = _aspects.CircuitBreakers.GetOrAdd(breaker).GetSnapshot();
        Assert.Equal(isFailure ? (1, 0) : (0, 1), (snapshot.Failed, snapshot.Ignored));
    }

    private void AssertApplies(string breaker, CircuitBreakerOptions options) => _aspects.CircuitBreakers.GetOrAdd(breaker, options, "the test");
}
