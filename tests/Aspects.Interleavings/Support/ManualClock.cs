namespace Aspects.Interleavings;

/// <summary>A clock that only the case moves. Its timers run on the thread that moves the clock.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The number of timers that are not disposed.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_timers) return _timers.Count;
        }
    }

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public void Advance(TimeSpan span)
    {
        var now = Interlocked.Add(ref _now, span.Ticks);
        Timer[] due;
        lock (_timers)
        {
            due = [.. _timers.Where(timer => timer.TryExpire(now))];
        }

        // A timer can still run after its disposal, like the timers of the system.
        foreach (var timer in due) timer.Run();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_timers) _timers.Add(timer);
        return timer;
    }

    private sealed class Timer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private long _due = long.MaxValue;

        public bool TryExpire(long now)
        {
            if (_due > now) return false;
            _due = long.MaxValue;
            return true;
        }

        public void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._timers) _due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock.GetTimestamp() + dueTime.Ticks;
            return true;
        }

        public void Dispose()
        {
            lock (clock._timers) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
