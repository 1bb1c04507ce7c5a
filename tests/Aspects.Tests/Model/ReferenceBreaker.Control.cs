namespace Aspects.Tests;

// Open, Isolate, Release, Reset and new settings.
internal sealed partial class ReferenceBreaker
{
    public void OpenByHand(TimeSpan duration, long now, DateTimeOffset wallClock)
    {
        if (_state == CircuitState.Isolated) return;
        Open(CircuitReason.OpenedByHand, error: null, duration, now, wallClock);
        _breakEnds = now + (Int128)duration.Ticks;
        Reason = CircuitReason.OpenedByHand;
    }

    public void Isolate(DateTimeOffset wallClock)
    {
        if (_state == CircuitState.Isolated) return;
        ChangeTo(CircuitState.Isolated, CircuitReason.Isolated, wallClock);
        OpenedAt = wallClock;
        LastFailure = null;
    }

    public void Release(long now, DateTimeOffset wallClock)
    {
        if (_state == CircuitState.Isolated) Close(CircuitReason.Released, now, wallClock);
    }

    public void Reset(long now, DateTimeOffset wallClock) => Close(CircuitReason.Reset, now, wallClock);

    public void Swap(ReferenceSettings settings, long now)
    {
        if (!IsDisposed && !IsEvicted) ReplaceSettings(settings, now);
    }

    private void ReplaceSettings(ReferenceSettings settings, long now)
    {
        var before = Settings;
        Settings = settings;
        var isSameWindow = before.NeedsWindow == settings.NeedsWindow
            && before.WindowCalls == settings.WindowCalls
            && (settings.WindowCalls > 0 || before.Window == settings.Window);
        if (isSameWindow) _window = _window?.WithSettings(settings);
        else _window = settings.NeedsWindow ? new ReferenceWindow(settings, now) : null;

        if (before.SlowCallDuration != settings.SlowCallDuration)
        {
            _inFlight = settings.SlowCallDuration > TimeSpan.Zero ? new ReferenceCallsInFlight(settings.SlowCallDuration, now) : null;
        }

        // A shorter time applies to the slots that are already taken.
        foreach (var probe in _slots.OfType<ReferenceCall>())
        {
            probe.Deadline = Int128.Min(probe.Deadline, probe.SlotTakenAt + (Int128)settings.ProbeTimeout.Ticks);
        }

        UpdateWatch();

        // The present break can become shorter, except when the callee or a command requested its duration.
        if (_state != CircuitState.Open || _requestedWait is not null) return;
        var ends = _breakBegan + GrownBreak().Ticks;
        if (ends >= _breakEnds || IsNever(ends)) return;
        _breakEnds = ends;
        ShortenedBreak = true;
    }
}
