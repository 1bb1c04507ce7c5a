using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>Nothing checks the health of a callee after its breaker was evicted, removed or disposed.</summary>
public sealed class HealthWatchLifetimeTests
{
    private readonly TestClock _clock = new();
    private readonly Health _health = new();
    private readonly CircuitBreakerRegistry _registry;
    private readonly CircuitBreakerPartition<int> _partition;

    public HealthWatchLifetimeTests()
    {
        _registry = new CircuitBreakerRegistry(_clock);
        _partition = _registry.GetOrAddPartition<int>("llm", CreateSettings(), capacity: 2);
    }

    [Fact]
    public void An_evicted_key_takes_its_watch_with_it()
    {
        for (var key = 0; key < 200; key++) Open(_partition[key]);

        TestTimeout.WaitUntil(() => _health.Checks.Contains(199) && _clock.ActiveTimers is 1 or 2);
    }

    [Fact]
    public void A_removed_key_takes_its_watch_with_it()
    {
        Open(_partition[1]);
        TestTimeout.WaitUntil(() => _health.Checks.Contains(1));

        _partition.Remove(1);

        AssertNoWatch();
    }

    [Theory]
    [InlineData("breaker")]
    [InlineData("partition")]
    [InlineData("registry")]
    public void Disposal_ends_the_watch(string disposed)
    {
        var breaker = _partition[1];
        Open(breaker);
        TestTimeout.WaitUntil(() => breaker.GetSnapshot().IsRecoveryBlocked);

        (disposed switch { "breaker" => breaker, "partition" => _partition, _ => (IDisposable)_registry }).Dispose();

        AssertNoWatch();
        Assert.False(breaker.GetSnapshot().IsRecoveryBlocked);
    }

    [Fact]
    public void The_holder_of_an_evicted_breaker_is_still_guarded_and_recovers_by_the_break_alone()
    {
        var evicted = _partition[1];
        Open(evicted);
        TestTimeout.WaitUntil(() => evicted.GetSnapshot().IsRecoveryBlocked);
        _partition.Remove(1);

        Assert.False(evicted.TryEnter(out _));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(CircuitState.HalfOpen, evicted.State);
        Assert.True(evicted.TryEnter(out var probe));
        probe.Failed(new IOException());
        Assert.False(evicted.TryEnter(out _));
        AssertNoWatch();
    }

    [Fact]
    public void New_settings_do_not_restart_the_watch_of_an_evicted_breaker()
    {
        var evicted = _partition[1];
        Open(evicted);
        _partition.Remove(1);
        _registry.Configure("llm", options => options.HealthProbe = new Health());
        ((IReconfigurable)evicted).ReplaceSettings(CreateSettings());

        AssertNoWatch();
    }

    [Fact]
    public void A_breaker_that_is_no_longer_in_use_takes_its_watch_with_it()
    {
        var dropped = OpenAndDrop();
        TestTimeout.WaitUntil(() => _clock.ActiveTimers == 1);

        TestTimeout.WaitUntil(() =>
        {
            GC.Collect();
            return !dropped.TryGetTarget(out _);
        });

        _clock.Advance(TimeSpan.FromSeconds(1));
        AssertNoWatch();
    }

    [Fact]
    public void A_lowered_capacity_ends_the_watches_of_the_keys_above_it()
    {
        var partition = _registry.GetOrAddPartition<int>("search", CreateSettings());
        for (var key = 0; key < 20; key++) Open(partition[key]);
        TestTimeout.WaitUntil(() => _clock.ActiveTimers == 20);

        _registry.GetOrAddPartition<int>("search", capacity: 2);

        TestTimeout.WaitUntil(() => _clock.ActiveTimers == 2);
    }

    [Fact]
    public void A_probe_that_Configure_adds_checks_the_present_keys_and_no_evicted_ones()
    {
        var settings = CreateSettings();
        settings.HealthProbe = null;
        var partition = _registry.GetOrAddPartition<int>("search", settings, capacity: 2);
        var breakers = Enumerable.Range(0, 5).Select(key => partition[key]).ToList();
        foreach (var breaker in breakers) Open(breaker);
        var present = partition.ToList().Select(static entry => entry.Key).Order().ToList();

        _registry.Configure("search", options => options.HealthProbe = _health);

        TestTimeout.WaitUntil(() => _clock.ActiveTimers == 2);
        for (var interval = 0; interval < 3; interval++) _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, present.Count);
        Assert.Equal(present, _health.Checks.Cast<int>().Distinct().Order());
        Assert.All(breakers, static breaker => Assert.Equal(CircuitState.Open, breaker.State));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_check_that_is_under_way_at_the_end_of_its_partition_is_the_last(bool answer)
    {
        var health = new PendingHealth();
        var settings = CreateSettings();
        settings.HealthProbe = health;
        var partition = _registry.GetOrAddPartition<int>("search", settings);
        var breaker = partition[1];
        Open(breaker);
        await health.Began.Task.WaitAsync(TestTimeout.Limit, TestContext.Current.CancellationToken);

        partition.Dispose();
        TestTimeout.WaitUntil(() => health.Token.IsCancellationRequested);
        health.Answer.SetResult(answer);

        AssertNoWatch();
        Assert.Equal((1, CircuitState.Open, false), (health.Calls, breaker.State, breaker.GetSnapshot().IsRecoveryBlocked));
    }

    [Fact]
    public void The_probe_gets_the_key()
    {
        Open(_partition[7]);

        TestTimeout.WaitUntil(() => _health.Checks.Contains(7));
    }

    [Fact]
    public void Threads_that_open_evict_and_remove_leave_no_watch_without_a_key()
    {
        Threads.Run(Threads.Many, index =>
        {
            for (var i = 0; i < 500; i++)
            {
                var key = (index * 500) + i;
                Open(_partition[key]);
                if (i % 7 == 0) _partition.Remove(key);
            }
        });

        TestTimeout.WaitUntil(() => _clock.ActiveTimers <= 2);
    }

    // The break is longer than the time that a test advances.
    private CircuitBreakerOptions CreateSettings() => new()
    {
        ConsecutiveFailures = 1,
        BreakDuration = TimeSpan.FromMinutes(1),
        MaxBreakDuration = TimeSpan.FromMinutes(1),
        Jitter = 0,
        HealthProbe = _health,
        HealthProbeInterval = TimeSpan.FromSeconds(1),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<CircuitBreaker> OpenAndDrop()
    {
        var breaker = new CircuitBreaker("dropped", CreateSettings(), _clock);
        Open(breaker);
        return new WeakReference<CircuitBreaker>(breaker);
    }

    private static void Open(CircuitBreaker breaker)
    {
        if (breaker.TryEnter(out var permit)) permit.Failed(new IOException());
    }

    // A watch that waits has a timer. The clock runs the watch inside Advance, so a watch that is left checks at once.
    private void AssertNoWatch()
    {
        TestTimeout.WaitUntil(() => _clock.ActiveTimers == 0);
        _health.Checks.Clear();

        for (var interval = 0; interval < 3; interval++) _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_health.Checks);
        Assert.Equal(0, _clock.ActiveTimers);
    }

    /// <summary>A health probe whose first check ends when the test answers.</summary>
    private sealed class PendingHealth : IHealthProbe
    {
        private int _calls;

        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<bool> Answer { get; } = new();

        public CancellationToken Token { get; private set; }

        public int Calls => Volatile.Read(ref _calls);

        public async ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            Token = cancellationToken;
            Began.TrySetResult();
            return await Answer.Task;
        }
    }

    private sealed class Health : IHealthProbe
    {
        public ConcurrentQueue<object?> Checks { get; } = new();

        public ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> IsHealthyAsync(string name, object? key, CancellationToken cancellationToken)
        {
            Checks.Enqueue(key);
            return new(false);
        }
    }
}
