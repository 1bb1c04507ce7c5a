using System.Diagnostics;

namespace Aspects;

// A health probe blocks the recovery or starts it early.
public sealed partial class CircuitBreaker
{
    /// <summary>Applies a result of the health probe.</summary>
    /// <param name="watch">The watch that ran the probe. A watch that has been replaced changes nothing.</param>
    /// <param name="healthy">The result; <see langword="null"/> if the probe failed.</param>
    internal void ReportHealth(HealthWatch watch, bool? healthy)
    {
        lock (_sync)
        {
            if (_healthWatch != watch || ReadWord().State != CircuitState.Open) return;
            watch.BlocksRecovery = healthy == false;
            if (healthy == true) ApplyEvent(new CircuitEvent(CircuitEventKind.FoundHealthy), _clock.Now, cause: default);
            else SetOpenUntil(_openUntil);
        }
    }

    /// <summary>Starts the watch when the circuit opens and ends it afterwards. Requires <see cref="_sync"/>.</summary>
    private void UpdateHealthWatch(CircuitState state)
    {
        Debug.Assert(_sync.IsHeldByCurrentThread);
        var probe = state == CircuitState.Open ? _rules.HealthProbe : null;
        if (_healthWatch?.Probe == probe) return;

        _healthWatch?.Dispose();
        _healthWatch = probe is null ? null : new HealthWatch(probe, _rules.HealthProbeInterval, this);
        _healthWatch?.Start();
    }
}
