namespace Aspects.Tests;

/// <summary>Delegates can be listeners.</summary>
public sealed class DelegateListenerTests
{
    [Fact]
    public void A_lambda_gets_the_transitions_of_a_breaker_until_its_subscription_ends()
    {
        var breaker = new CircuitBreaker("orders", new() { ConsecutiveFailures = 1 });
        var transitions = new List<CircuitTransition>();
        var subscription = breaker.Subscribe(transitions.Add);

        breaker.Enter().Failed(new IOException());
        TestTimeout.WaitUntil(() => transitions.Count == 1);
        subscription.Dispose();
        breaker.Reset();

        Assert.Equal(CircuitState.Open, Assert.Single(transitions).To);
    }

    [Fact]
    public void A_lambda_of_a_registry_gets_transitions_and_callback_errors_with_their_keys()
    {
        using var registry = new CircuitBreakerRegistry();
        var transitions = new Recorder();
        using var subscription = registry.Subscribe(transitions.OnTransition, transitions.OnCallbackError);
        using var failing = registry.Subscribe(static _ => throw new NotSupportedException());

        registry.GetOrAddPartition<int>("llm", new() { ConsecutiveFailures = 1 })[7].Enter().Failed(new IOException());

        Assert.Equal(7, transitions.WaitForTransitions(1)[0].Key);
        Assert.Equal(("Listener", 7), (transitions.WaitForCallbackErrors(1)[0].Source, transitions.CallbackErrors[0].Key));
    }

    [Fact]
    public void The_delegate_of_the_transitions_is_required()
    {
        using var registry = new CircuitBreakerRegistry();

        Assert.Throws<ArgumentNullException>("onTransition", () => registry.Subscribe((Action<CircuitTransition>)null!));
        Assert.Throws<ArgumentNullException>("onTransition", () => registry.GetOrAdd("orders").Subscribe((Action<CircuitTransition>)null!));
    }

    [Fact]
    public void A_break_duration_generator_gets_the_key()
    {
        object? key = null;
        var options = new CircuitBreakerOptions { ConsecutiveFailures = 1 };
        options.BreakDurationGenerator = context =>
        {
            key = context.Key;
            return context.DefaultDuration;
        };
        using var registry = new CircuitBreakerRegistry();

        registry.GetOrAddPartition<int>("llm", options)[7].Enter().Failed(new IOException());

        Assert.Equal(7, key);
    }
}
