namespace Aspects;

// A health probe holds recovery back or brings it forward.
public sealed partial class CircuitBreaker
{
    /// <summary>What the probe of a watch has said; <see langword="null"/> where it could not tell.</summary>
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

    // Watches while the circuit is open, and no longer. At the gate.
    private void UpdateHealthWatch(CircuitState state)
    {
        var probe = state == CircuitState.Open ? _rules.HealthProbe : null;
        if (_healthWatch?.Probe == probe) return;

        _healthWatch?.Dispose();
        _healthWatch = probe is null ? null : new HealthWatch(probe, _rules.HealthProbeInterval, this);
        _healthWatch?.Start();
    }
}
