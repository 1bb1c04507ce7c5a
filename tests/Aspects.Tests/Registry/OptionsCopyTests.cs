namespace Aspects.Tests;

/// <summary>Options are copied wherever they are handed over. Later changes to the object have no effect.</summary>
public sealed class OptionsCopyTests
{
    private readonly CircuitBreakerRegistry _registry = new(new TestClock());
    private readonly CircuitBreakerOptions _kept = new() { ConsecutiveFailures = 3 };

    [Fact]
    public void The_constructor_copies_the_options()
    {
        var breaker = new CircuitBreaker("orders", _kept);

        AssertKept(() => breaker);
    }

    [Fact]
    public void A_declaration_copies_the_options()
    {
        _registry.GetOrAdd("orders", _kept, "one");

        AssertKept(() => _registry.GetOrAdd("orders"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_configuration_copies_the_options(bool isUsedBefore)
    {
        if (isUsedBefore) _registry.GetOrAdd("orders");
        CircuitBreakerOptions? kept = null;
        _registry.Configure("orders", options =>
        {
            options.ConsecutiveFailures = 3;
            kept = options;
        });

        kept!.ConsecutiveFailures = 99;
        kept.SuccessThreshold = 99;

        AssertKept(() => _registry.Configure("orders", static options => options.Jitter = 0).GetOrAdd("orders"));
    }

    [Fact]
    public void A_configuration_of_keyed_breakers_copies_the_options()
    {
        CircuitBreakerOptions? kept = null;
        _registry.Configure("orders", options =>
        {
            options.ConsecutiveFailures = 3;
            kept = options;
        });
        kept!.ConsecutiveFailures = 99;
        var partition = _registry.GetOrAddPartition<int>("orders");

        AssertKept(() => partition[1]);
        AssertKept(() => partition[2]);
    }

    [Fact]
    public void A_declaration_of_keyed_breakers_copies_the_options()
    {
        var partition = _registry.GetOrAddPartition<int>("orders", _kept);

        AssertKept(() => partition[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_descriptor_copies_the_options_and_the_members(bool isKeyed)
    {
        string[] members = ["LoadAsync"];
        var descriptor = isKeyed
            ? BreakerDescriptor.DescribeKeyed<int>("orders", _kept, capacity: null, members)
            : new BreakerDescriptor("orders", _kept, members);

        members[0] = "SaveAsync";
        _kept.ConsecutiveFailures = 99;
        descriptor.Declare(_registry, "one");

        Assert.Equal(["LoadAsync"], descriptor.Members);
        Assert.Equal(3, descriptor.Options.ConsecutiveFailures);
        AssertKept(() => isKeyed ? _registry.GetOrAddPartition<int>("orders")[1] : _registry.GetOrAdd("orders"));
    }

    [Fact]
    public void A_rule_added_later_has_no_effect()
    {
        _registry.GetOrAdd("orders", _kept, "one");

        _kept.Ignore<TimeoutException>();
        _registry.Configure("orders", static options => options.Jitter = 0);

        _registry.GetOrAdd("orders").Enter().Failed(new TimeoutException());
        Assert.Equal(1, _registry.GetOrAdd("orders").GetSnapshot().Failed);
    }

    [Theory]
    [InlineData("constructor")]
    [InlineData("GetOrAdd")]
    [InlineData("GetOrAddPartition")]
    [InlineData("Configure of a registry")]
    [InlineData("Configure of a key")]
    [InlineData("Configure of a key of a partition")]
    [InlineData("Configure of a breaker")]
    public void Rules_and_code_added_after_the_hand_over_have_no_effect(string door)
    {
        var kept = _kept;
        var breaker = HandOver(door, ref kept);

        kept.Ignore<TimeoutException>().IgnoreInner<TimeoutException>().Classify(static _ => CircuitOutcome.Ignored)
            .ClassifyResult<int>(static _ => CircuitOutcome.Failure);
        kept.BreakDurationGenerator = static _ => TimeSpan.FromHours(1);
        kept.HealthProbe = null;

        // Other settings make the breaker read what it has kept.
        breaker.Configure(static options => options.Jitter = 0);
        breaker.Enter().Failed(new IOException());
        breaker.Enter().Failed(new TimeoutException());
        breaker.Enter().Returned(1);
        var snapshot = breaker.GetSnapshot();
        Assert.Equal((1L, 1L, 1L), (snapshot.Ignored, snapshot.Failed, snapshot.Succeeded));
        Assert.Equal(SettingLevel.Default, breaker.Settings[nameof(CircuitBreakerOptions.BreakDurationGenerator)].Level);
        Assert.Equal(SettingLevel.Default, breaker.Settings[nameof(CircuitBreakerOptions.HealthProbe)].Level);
    }

    // Each door hands over one rule, so that the list of rules exists.
    private CircuitBreaker HandOver(string door, ref CircuitBreakerOptions kept)
    {
        CircuitBreakerOptions? given = null;
        var breaker = Find(kept.Ignore<IOException>());
        kept = given ?? kept;
        return breaker;

        CircuitBreaker Find(CircuitBreakerOptions options)
        {
            switch (door)
            {
                case "constructor":
                    return new CircuitBreaker("orders", options);
                case "GetOrAdd":
                    return _registry.GetOrAdd("orders", options);
                case "GetOrAddPartition":
                    return _registry.GetOrAddPartition<int>("orders", options)[1];
                case "Configure of a registry":
                    return _registry.Configure("orders", Set).GetOrAdd("orders");
                case "Configure of a key":
                    return _registry.Configure("orders", 1, Set).GetOrAddPartition<int>("orders")[1];
                case "Configure of a key of a partition":
                    var partition = _registry.GetOrAddPartition<int>("orders");
                    partition.Configure(1, Set);
                    return partition[1];
                default:
                    var breaker = new CircuitBreaker("orders");
                    breaker.Configure(Set);
                    return breaker;
            }
        }

        void Set(CircuitBreakerOptions options) => given = options.Ignore<IOException>();
    }

    private void AssertKept(Func<CircuitBreaker> getBreaker)
    {
        _kept.ConsecutiveFailures = 99;
        Assert.Equal((3, 2), (getBreaker().GetSnapshot().ConsecutiveFailureLimit, getBreaker().GetSnapshot().SuccessThreshold));
    }
}
