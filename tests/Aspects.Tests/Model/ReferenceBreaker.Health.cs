namespace Aspects.Tests;

// The health probe, the disposal and the eviction.
internal sealed partial class ReferenceBreaker
{
    private bool _hasReportedUse;
    private bool _hasEndedBreakEarly;
    private ReferenceHealthWatch? _watch;

    /// <summary>The number of watches that have begun.</summary>
    public int WatchesBegun { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool IsEvicted { get; private set; }

    public bool IsWatched => _watch is not null;

    public bool IsChecking(long now) => _watch?.IsChecking(now) == true;

    public void AnswerHealth(HealthAnswer answer, long now, DateTimeOffset wallClock)
    {
        var watch = _watch!;
        watch.EndCheck(now);
        watch.BlocksUntil = answer == HealthAnswer.Unhealthy ? now + (Int128)watch.Interval.Ticks + Settings.ProbeTimeout.Ticks : long.MinValue;
        if (answer == HealthAnswer.Error) CallbackErrors++;
        if (answer == HealthAnswer.Unhealthy) WasBlocked = true;
        if (answer != HealthAnswer.Healthy || _hasEndedBreakEarly || FailedRecoveries > 0 || Reason == CircuitReason.OpenedByHand) return;
        if (now < _breakBegan + (Int128)Settings.HealthProbeInterval.Ticks) return;

        // At most one break ends early until the circuit closes.
        _hasEndedBreakEarly = true;
        ChangeTo(CircuitState.HalfOpen, CircuitReason.HealthProbe, wallClock);
    }

    public void Dispose(long now)
    {
        if (IsDisposed) return;
        ReplaceSettings(ReferenceSettings.OfDisposed, now);
        IsDisposed = true;
    }

    /// <summary>An evicted breaker gets no new settings, and has no health probe.</summary>
    public void Evict()
    {
        IsEvicted = true;
        UpdateWatch();
    }

    private void UpdateWatch()
    {
        if (_state != CircuitState.Open || !Settings.HasHealthProbe || IsEvicted)
        {
            _watch = null;
            return;
        }

        if (_watch?.Interval == Settings.HealthProbeInterval) return;
        _watch = new ReferenceHealthWatch(Settings.HealthProbeInterval) { BlocksUntil = _watch?.BlocksUntil ?? long.MinValue };
        WatchesBegun++;
    }

    private void ReportUseAfterDisposal()
    {
        if (!IsDisposed || _hasReportedUse) return;
        _hasReportedUse = true;
        CallbackErrors++;
    }
}
