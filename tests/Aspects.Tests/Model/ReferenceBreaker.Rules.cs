namespace Aspects.Tests;

// The ratios and the limit of consecutive failures.
internal sealed partial class ReferenceBreaker
{
    private CircuitReason Verdict(long now)
    {
        var (calls, failures, slow) = (_window!.Calls(now), _window.Failures(now), _window.SlowCalls(now));
        var slowPending = _inFlight?.Slow(now) ?? 0;
        if (Settings.FailureCount > 0 && failures >= Settings.FailureCount) return CircuitReason.FailureCount;
        if (Settings.FailureRatio > 0 && calls >= Settings.MinimumThroughput && failures >= Settings.FailureRatio * calls)
        {
            return CircuitReason.FailureRatio;
        }

        var enough = calls + slowPending >= Settings.MinimumThroughput;
        return _inFlight is not null && enough && slow + slowPending >= Settings.SlowCallRatio * (calls + slowPending)
            ? CircuitReason.SlowCallRatio
            : CircuitReason.None;
    }

    // At least half of the setting, rounded up, by the share of bad calls. The consecutive failures themselves are left
    // out.
    private int FailureLimit(long now, int consecutiveFailures)
    {
        if (!Settings.AdaptiveThreshold) return Settings.ConsecutiveFailures;
        var slowPending = _inFlight?.Slow(now) ?? 0;
        var (failures, slow) = (_window!.Failures(now), _window.SlowCalls(now));
        var consecutive = Math.Min(consecutiveFailures, failures);
        var others = Math.Max(_window.Calls(now) - consecutive, slow);
        var failureShare = others == 0 ? 0 : (failures - consecutive) / (double)others;
        var slowShare = others + slowPending == 0 ? 0 : (slow + slowPending) / (double)(others + slowPending);
        var most = Settings.ConsecutiveFailures / 2;
        var limit = Settings.ConsecutiveFailures - (int)Math.Floor(most * Math.Max(failureShare, slowShare));
        if (limit < Settings.ConsecutiveFailures) AdaptedDown = true;
        return limit;
    }

    // The first caller in each eighth of the limit checks the pending calls.
    private void CheckCallsInFlight(long now, DateTimeOffset wallClock)
    {
        if (_inFlight is null || _window is null) return;
        var eighth = _inFlight.EighthAt(now);
        if (_inFlight.CheckedEighth == eighth) return;
        _inFlight.CheckedEighth = eighth;
        if (_inFlight.Slow(now) == 0 || Verdict(now) is CircuitReason.None) return;
        OpenedByEntry = true;
        Open(Verdict(now), error: null, requestedWait: null, now, wallClock);
    }

    private ReferenceCall Measure(ReferenceCall call, long now)
    {
        if (Settings.SlowCallDuration == TimeSpan.Zero && Settings.Timeout == TimeSpan.Zero) return call;
        call.Start = now;
        if (_state == CircuitState.Closed && !call.IsPassThrough) _inFlight?.Enter(call);
        return call;
    }

    /// <returns>Whether the call was slow.</returns>
    private bool EndMeasuring(ReferenceCall call, long now)
    {
        _inFlight?.Exit(call);
        if (call.Start is not { } start) return false;
        if (Settings.SlowCallDuration > TimeSpan.Zero) Measured++;
        if (Settings.SlowCallDuration == TimeSpan.Zero || now - start <= Settings.SlowCallDuration.Ticks) return false;
        Slow++;
        return true;
    }
}
