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

    private void AssertKept(Func<CircuitBreaker> getBreaker)
    {
        _kept.ConsecutiveFailures = 99;
        Assert.Equal((3, 2), (getBreaker().GetSnapshot().ConsecutiveFailureLimit, getBreaker().GetSnapshot().SuccessThreshold));
    }
}
