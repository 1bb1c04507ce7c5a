namespace Aspects;

// Control by hand, by new settings and by a saved state.
public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Rejects every call until <see cref="Release"/>. Does nothing if the circuit is already isolated.
    /// </summary>
    /// <remarks>The outcomes of calls in flight become stale.</remarks>
    public void Isolate() => _controller.RaiseEvent(CircuitEventKind.Isolate);

    /// <summary>Rejects every call for a time. Then the circuit recovers by itself, with probes.</summary>
    /// <remarks>
    /// <para>
    /// A circuit that is already open stays open, without a transition, and its break ends after
    /// <paramref name="duration"/> from now, even if that is earlier. An isolated circuit stays isolated.
    /// </para>
    /// <para>
    /// The break has exactly this length: neither <see cref="CircuitBreakerOptions.MaxBreakDuration"/> nor jitter nor
    /// new settings change it, and a healthy health probe does not end it early. The next break has the length that it
    /// would have had without this call. The outcomes of calls in flight become stale.
    /// </para>
    /// </remarks>
    /// <param name="duration">The time, at least 1 ms.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is less than 1 ms.</exception>
    public void Open(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, CircuitBreakerOptions.MinDuration);
        _controller.OpenByHand(duration);
    }

    /// <summary>
    /// Ends an isolation: the circuit closes, with nothing counted. Does nothing if the circuit is not isolated.
    /// </summary>
    public void Release() => _controller.RaiseEvent(CircuitEventKind.Release);

    /// <summary>Closes the circuit from any state, isolation included, with nothing counted. Totals stay.</summary>
    /// <remarks>The next break has its first length again. The outcomes of calls in flight become stale.</remarks>
    public void Reset() => _controller.RaiseEvent(CircuitEventKind.Reset);

    /// <summary>Saves the state for <see cref="Restore"/> after a restart. Reading changes nothing.</summary>
    public CircuitSavedState Save() => _controller.Save();

    /// <summary>
    /// Continues from a saved state. The time since the save, on the wall clock, counts as elapsed.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A saved isolation isolates the circuit. A saved open state opens the circuit for the rest of the break, but not
    /// longer than the settings allow, unless <see cref="Open"/> had opened the circuit. A saved half-open state makes
    /// the next call a probe. A saved closed state changes nothing.
    /// </para>
    /// <para>A circuit that is isolated already stays isolated.</para>
    /// </remarks>
    /// <param name="saved">
    /// The state, saved by a breaker of the same name and key. Keys are compared as text, because a key that was read
    /// from JSON can have another type.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="saved"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="saved"/> belongs to another breaker, or has a value that no breaker saves. The message names the
    /// value.
    /// </exception>
    public void Restore(CircuitSavedState saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        if (!string.Equals(saved.Name, Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The saved state belongs to circuit breaker '{saved.Name}', and this breaker is '{Name}'.", nameof(saved));
        }

        if (FormatKey(saved.Key) != FormatKey(Key))
        {
            throw new ArgumentException(
                $"The saved state of circuit breaker '{Name}' belongs to the key {FormatKey(saved.Key)}, and this breaker has the key {FormatKey(Key)}.",
                nameof(saved));
        }

        ThrowIfOutOfRange(saved);
        if (saved.State == CircuitState.Isolated) Isolate();
        if (saved.State is CircuitState.Isolated or CircuitState.Closed) return;
        var elapsed = _clock.UtcNow - saved.SavedAt;
        var atSave = saved.State == CircuitState.Open ? saved.RemainingBreak : TimeSpan.Zero;
        var remaining = atSave - (elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero);
        _controller.RestoreOpen(saved.Reason, saved.FailedRecoveries, remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
    }

    private static string FormatKey(object? key) => key is null ? "(none)" : $"'{CircuitKeyJsonConverter.Format(key)}'";

    private void ThrowIfOutOfRange(CircuitSavedState saved)
    {
        if (!Enum.IsDefined(saved.State)) throw CreateOutOfRange(nameof(saved.State), saved.State, "one of the states");
        if (saved.FailedRecoveries < 0) throw CreateOutOfRange(nameof(saved.FailedRecoveries), saved.FailedRecoveries, "0 or more");
        if (saved.RemainingBreak < TimeSpan.Zero) throw CreateOutOfRange(nameof(saved.RemainingBreak), saved.RemainingBreak, "zero or more");

        ArgumentException CreateOutOfRange(string property, object value, string allowed) => new(
            FormattableString.Invariant($"The saved state of circuit breaker '{Name}' has {property} {value}. The value must be {allowed}."), nameof(saved));
    }

    /// <summary>Reads what the breaker does and has done. Reading changes nothing.</summary>
    public CircuitSnapshot GetSnapshot() => _controller.CreateSnapshot(Volatile.Read(ref _statistics) ?? CallStatistics.None);
}
