namespace Aspects.Tests;

/// <summary>A clock that only the test moves. Its wall clock can be set without advancing the monotonic time.</summary>
internal sealed class TestClock : FakeTimeProvider
{
    private TimeSpan _wallOffset;
    private int _timers;
    private int _activeTimers;

    /// <summary>The number of timers that code has created on this clock.</summary>
    public int TimersCreated => Volatile.Read(ref _timers);

    /// <summary>The number of timers that code has created on this clock and not disposed.</summary>
    public int ActiveTimers => Volatile.Read(ref _activeTimers);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    // The base class computes timestamps from its wall clock. Here a timestamp is the advanced time only.
    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _wallOffset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref _timers);
        Interlocked.Increment(ref _activeTimers);
        return new CountedTimer(timer, this);
    }

    /// <summary>Advances in small steps until another thread, which waits for time, makes the condition true.</summary>
    public void AdvanceUntil(Func<bool> condition) => TestTimeout.WaitUntil(() =>
    {
        if (condition()) return true;
        Advance(TimeSpan.FromMilliseconds(1));
        return false;
    });

    /// <summary>Sets the wall clock; the monotonic clock does not change.</summary>
    public void SetWallClockBy(TimeSpan offset) => _wallOffset += offset;

    private sealed class CountedTimer(ITimer timer, TestClock clock) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0) Interlocked.Decrement(ref clock._activeTimers);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
