namespace Aspects.Tests;

// What the ratios say, and how many failures in a row are too many.
internal sealed partial class ReferenceBreaker
{
    private CircuitReason Verdict(long now)
    {
        var (calls, failures, slow) = (_window!.Calls(now), _window.Failures(now), _window.SlowCalls(now));
        var hanging = _inFlight?.Slow(now) ?? 0;
        if (Settings.FailureRatio > 0 && calls >= Settings.MinimumThroughput && failures >= Settings.FailureRatio * calls)
        {
            return CircuitReason.FailureRatio;
        }

        var enough = calls + hanging >= Settings.MinimumThroughput;
        return _inFlight is not null && enough && slow + hanging >= Settings.SlowCallRatio * (calls + hanging)
            ? CircuitReason.SlowCallRatio
            : CircuitReason.None;
    }

    // Down to half of the setting, rounded up, by the share of bad calls among those that are not of the row itself.
    private int FailureLimit(long now, int row)
    {
        if (!Settings.AdaptiveThreshold) return Settings.ConsecutiveFailures;
        var hanging = _inFlight?.Slow(now) ?? 0;
        var (failures, slow) = (_window!.Failures(now), _window.SlowCalls(now));
        var ofTheRow = Math.Min(row, failures);
        var others = Math.Max(_window.Calls(now) - ofTheRow, slow);
        var failureShare = others == 0 ? 0 : (failures - ofTheRow) / (double)others;
        var slowShare = others + hanging == 0 ? 0 : (slow + hanging) / (double)(others + hanging);
        var most = Settings.ConsecutiveFailures / 2;
        var limit = Settings.ConsecutiveFailures - (int)Math.Floor(most * Math.Max(failureShare, slowShare));
        if (limit < Settings.ConsecutiveFailures) AdaptedDown = true;
        return limit;
    }

    // Calls that hang are looked at by the first caller in each eighth of the limit.
    private void JudgeCallsInFlight(long now, DateTimeOffset wallClock)
    {
        if (_inFlight is null || _window is null) return;
        var eighth = _inFlight.EighthAt(now);
        if (_entriesJudged == eighth) return;
        _entriesJudged = eighth;
        if (_inFlight.Slow(now) == 0 || Verdict(now) is CircuitReason.None) return;
        OpenedByEntry = true;
        Open(Verdict(now), error: null, asked: null, now, wallClock);
    }

    private ReferenceCall Measure(ReferenceCall call, long now)
    {
        if (_inFlight is null) return call;
        call.Start = now;
        _inFlight.Enter(call);
        return call;
    }

    /// <returns>Whether the call was slow.</returns>
    private bool EndMeasuring(ReferenceCall call, long now)
    {
        _inFlight?.Exit(call);
        if (call.Start is not { } start) return false;
        Measured++;
        if (Settings.SlowCallDuration == TimeSpan.Zero || now - start <= Settings.SlowCallDuration.Ticks) return false;
        Slow++;
        return true;
    }
}
