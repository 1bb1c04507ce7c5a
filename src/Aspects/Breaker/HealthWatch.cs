namespace Aspects;

/// <summary>Runs a health probe at intervals while a circuit is open, and keeps its last result.</summary>
internal sealed class HealthWatch(IHealthProbe probe, TimeSpan interval, CircuitBreaker breaker) : IThreadPoolWorkItem, IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Whether the last result of the probe is unhealthy. Requires the breaker's <c>_sync</c>.</summary>
    public bool BlocksRecovery { get; set; }

    public IHealthProbe Probe => probe;

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    // The work item ends at the first await. WatchAsync continues as a task and reports its own errors.
    public void Execute() => _ = WatchAsync();

    public void Dispose() => _ = CancelAsync();

    // Cancels on the thread pool, because the probe's cancellation callbacks are user code and the caller holds the
    // breaker's lock.
    private async Task CancelAsync()
    {
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // An exception of a cancellation callback is reported and never reaches a caller of the breaker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            breaker.ReportCallbackError(nameof(CircuitBreakerOptions.HealthProbe), error);
        }
    }

    private async Task WatchAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            if (await CheckHealthAsync().ConfigureAwait(false) is { } healthy) breaker.ReportHealth(this, healthy);

            await Task.Delay(interval, breaker.TimeProvider, _ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool?> CheckHealthAsync()
    {
        try
        {
            return await probe.IsHealthyAsync(breaker.Name, _ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // An exception of the probe is reported. Then the break alone decides.
        catch (Exception error)
#pragma warning restore CA1031
        {
            breaker.ReportHealth(this, healthy: null);
            breaker.ReportCallbackError(nameof(CircuitBreakerOptions.HealthProbe), error);
            return null;
        }
    }
}
