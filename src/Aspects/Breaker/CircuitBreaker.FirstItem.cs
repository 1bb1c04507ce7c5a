namespace Aspects;

// The first item of a stream shows that the callee works. The first item ends the measurement and settles the probe.
// The end of the stream counts the call in the totals, so that each stream is counted once.
public sealed partial class CircuitBreaker
{
    /// <summary>Settles what the first item of a stream decides: the duration and the probe.</summary>
    /// <returns>The permit for the rest of the stream.</returns>
    internal CircuitPermit SettleFirstItem(CircuitWord entry, CallStart start)
    {
        var now = _clock.Now;
        var slow = start.IsMeasured && IsSlow(MeasureCall(entry, start, now));
        if (entry.IsClosed || entry.IsPassThrough) return new CircuitPermit(this, entry, slow ? CallStart.MeasuredSlow : default);

        // A probe that has lost its lease keeps its lease number. The end of the stream then counts as a stale outcome.
        var rest = TrySettleProbe(entry, CircuitOutcome.Success, now, error: null) ? entry.WithCount(ProbeLeases.None) : entry;
        return new CircuitPermit(this, rest, start: default);
    }

    /// <summary>Settles the end of a stream whose first item has settled the probe.</summary>
    /// <remarks>
    /// Only a failure or a throttling changes the circuit now. The epoch must be the probe's own, or the closed epoch
    /// that the probes began. The probe has no lease any more.
    /// </remarks>
    /// <returns>Whether the outcome belongs to one of these two epochs; otherwise the outcome is stale.</returns>
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
