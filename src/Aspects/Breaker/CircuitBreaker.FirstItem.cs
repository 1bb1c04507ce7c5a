namespace Aspects;

// A stream goes on after it has shown that the callee works. Its measure is taken, and its probe settled, by the first item; the
// totals take it in when it ends, so that one call is in them once whatever it still brings.
public sealed partial class CircuitBreaker
{
    /// <summary>The first item of a stream has come.</summary>
    /// <returns>The permission for the rest of the stream.</returns>
    internal CircuitPermit SettleFirstItem(CircuitWord entry, CallStart start)
    {
        var now = _clock.Now;
        var slow = start.IsMeasured && IsSlow(MeasureCall(entry, start, now));
        if (entry.IsClosed || entry.IsPassThrough) return new CircuitPermit(this, entry, slow ? CallStart.MeasuredSlow : default);

        // A probe that came too late has lost its lease for good, and stays late.
        var rest = TrySettleProbe(entry, CircuitOutcome.Success, now, error: null) ? entry.WithCount(ProbeLeases.None) : entry;
        return new CircuitPermit(this, rest, start: default);
    }

    // The probe has been heard already: only what goes wrong has something to add. It does so as long as the circuit has not gone
    // on further than the probes themselves took it; no lease is looked for, and nobody is admitted.
    private bool TrySettleAfterFirstItem(CircuitWord entry, CircuitOutcome outcome, long now, Exception? error)
    {
        if (outcome.Kind is CircuitOutcomeKind.Success or CircuitOutcomeKind.Ignored) return true;

        CircuitOpening? opening = null;
        var closed = new CircuitWord(CircuitState.Closed, entry.Epoch + 1, count: 0);
        bool hasClosed;
        lock (_sync)
        {
            var word = ReadWord();
            hasClosed = word.IsSameEpoch(closed) && _history?.LastTransition?.Reason == CircuitReason.ProbesSucceeded;
            if (!hasClosed)
            {
                if (!word.IsSameEpoch(entry)) return false;
                if (_rules.Mode != CircuitMode.Disabled)
                {
                    opening = ApplyEvent(new CircuitEvent(GetEventKind(outcome)), now, new CircuitCause(outcome.RetryAfter, error));
                }
            }
        }

        if (hasClosed) return TrySettleClosed(closed, outcome, slow: false, now, error, out _);
        ApplyGeneratedBreak(opening);
        return true;
    }
}
