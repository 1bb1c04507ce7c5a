using System.Collections.Concurrent;

namespace Aspects.Tests;

/// <summary>A health probe holds recovery back or brings it forward, and harms nobody when it fails.</summary>
public sealed class HealthProbeTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(10);

    [Fact]
    public void While_it_reports_unhealthy_no_probe_is_let_through_whatever_the_break_says()
    {
        using var health = new Health();
        var circuit = Opened(health);
        health.Answer(false);
        Patience.WaitUntil(() => circuit.Snapshot.IsRecoveryBlocked);

        circuit.Clock.Advance(Break);

        Assert.Equal(CircuitState.Open, circuit.State);
        circuit.EnterInVain();
        Assert.Equal("Open because of failures in a row; held back by the health probe.", circuit.Snapshot.Explanation);
    }

    [Fact]
    public void As_soon_as_it_reports_healthy_a_probe_is_let_through_before_the_break_is_over()
    {
        using var health = new Health();
        var circuit = Opened(health);

        health.Answer(true);

        Patience.WaitUntil(() => circuit.State == CircuitState.HalfOpen);
        Assert.Equal(CircuitReason.HealthProbe, circuit.Snapshot.Reason);
        circuit.Enter();
        circuit.EnterInVain();
    }

    [Fact]
    public void It_is_asked_again_after_the_interval_and_may_change_its_mind()
    {
        using var health = new Health();
        var circuit = Opened(health);
        health.Answer(false);
        Patience.WaitUntil(() => circuit.Snapshot.IsRecoveryBlocked);

        circuit.Clock.AdvanceUntil(() => health.IsAsked(2));
        health.Answer(true);

        Patience.WaitUntil(() => circuit.State == CircuitState.HalfOpen);
    }

    [Fact]
    public void Where_it_throws_listeners_are_told_and_the_break_alone_decides()
    {
        using var health = new Health();
        var circuit = Opened(health);
        var listener = new Recorder();
        using var subscription = circuit.Breaker.Subscribe(listener);
        health.Answer(false);
        Patience.WaitUntil(() => circuit.Snapshot.IsRecoveryBlocked);
        circuit.Clock.AdvanceUntil(() => health.IsAsked(2));

        health.Throw(new NotSupportedException());

        Assert.Equal("HealthProbe", listener.WaitForCallbackErrors(1)[0].Source);
        Assert.False(circuit.Snapshot.IsRecoveryBlocked);
        circuit.Clock.Advance(Break);
        circuit.Enter();
    }

    [Fact]
    public void It_is_told_to_stop_when_the_circuit_is_open_no_more()
    {
        using var health = new Health();
        var circuit = Opened(health);
        Patience.WaitUntil(() => health.IsAsked(1));

        circuit.Breaker.Reset();

        Patience.WaitUntil(() => health.Token.IsCancellationRequested);
        health.Answer(false);
        circuit.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CircuitState.Closed, circuit.State);
        Assert.False(health.IsAsked(2));
        Assert.Equal(0, circuit.Snapshot.CallbackErrors);
    }

    [Fact]
    public void What_it_hangs_on_its_token_cannot_harm_a_caller()
    {
        using var health = new Health { OnCancelled = static () => throw new NotSupportedException() };
        var circuit = Opened(health);
        Patience.WaitUntil(() => health.IsAsked(1));

        circuit.Clock.Advance(Break);
        circuit.Enter();

        Patience.WaitUntil(() => circuit.Snapshot.CallbackErrors == 1);
    }

    [Fact]
    public async Task What_it_hangs_on_its_token_may_block_without_blocking_the_breaker()
    {
        using var release = new ManualResetEventSlim();
        using var health = new Health { OnCancelled = () => release.Wait(Patience.Limit) };
        var circuit = Opened(health);
        Patience.WaitUntil(() => health.IsAsked(1));

        circuit.Clock.Advance(Break);
        var entered = Task.Run(() => circuit.Enter());

        await entered.WaitAsync(Patience.Limit / 2);
        release.Set();
    }

    [Fact]
    public void One_that_is_taken_away_holds_nothing_back_any_more()
    {
        using var health = new Health();
        var clock = new TestClock();
        var registry = new CircuitBreakerRegistry(clock).Configure("orders", options =>
        {
            options.ConsecutiveFailures = 1;
            options.BreakDuration = Break;
            options.Jitter = 0;
            options.HealthProbe = health;
        });
        var breaker = registry.GetOrAdd("orders");
        Assert.True(breaker.TryEnter(out var permit));
        permit.Failed(new TimeoutException());
        Patience.WaitUntil(() => health.IsAsked(1));
        health.Answer(false);
        Patience.WaitUntil(() => breaker.GetSnapshot().IsRecoveryBlocked);

        registry.Configure("orders", static options => options.HealthProbe = null);
        clock.Advance(Break);

        Assert.Equal(CircuitState.HalfOpen, breaker.State);
        Assert.True(breaker.TryEnter(out _));
    }

    private static Circuit Opened(Health health) => Circuit.Opened(new()
    {
        ConsecutiveFailures = 1,
        BreakDuration = Break,
        HealthProbe = health,
        HealthProbeInterval = TimeSpan.FromMilliseconds(10),
    });

    /// <summary>A probe whose answers are given by the test, one question at a time.</summary>
    private sealed class Health : IHealthProbe, IDisposable
    {
        private readonly BlockingCollection<TaskCompletionSource<bool>> _questions = [];
        private int _asked;

        public Action? OnCancelled { get; init; }

        public CancellationToken Token { get; private set; }

        public bool IsAsked(int times) => Volatile.Read(ref _asked) >= times;

        public async ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken)
        {
            Token = cancellationToken;
            if (OnCancelled is { } doing) cancellationToken.Register(doing);
            var question = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _questions.Add(question, CancellationToken.None);
            Interlocked.Increment(ref _asked);
            return await question.Task;
        }

        public void Answer(bool healthy) => Take().SetResult(healthy);

        public void Throw(Exception error) => Take().SetException(error);

        public void Dispose() => _questions.Dispose();

        private TaskCompletionSource<bool> Take()
        {
            Assert.True(_questions.TryTake(out var question, Patience.Limit));
            return question;
        }
    }
}
