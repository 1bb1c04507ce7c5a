namespace Aspects;

/// <summary>Asks a health probe again and again while a circuit is open, and remembers what it said last.</summary>
internal sealed class HealthWatch(IHealthProbe probe, TimeSpan interval, CircuitBreaker breaker) : IThreadPoolWorkItem, IDisposable
{
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Whether the callee was found unhealthy when it was last asked. Read and written at the gate.</summary>
    public bool BlocksRecovery { get; set; }

    public IHealthProbe Probe => probe;

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    // The work item ends with the first wait; what follows is the task's, and it reports its own faults.
    public void Execute() => _ = WatchAsync();

    public void Dispose() => _ = CancelAsync();

    // On the pool: what a probe hangs on its token is a user's code, and this is called at the breaker's gate.
    private async Task CancelAsync()
    {
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a callback throws is reported, and never reaches a caller of the breaker.
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
#pragma warning disable CA1031 // Whatever a probe throws is reported; the break alone decides then.
        catch (Exception error)
#pragma warning restore CA1031
        {
            breaker.ReportHealth(this, healthy: null);
            breaker.ReportCallbackError(nameof(CircuitBreakerOptions.HealthProbe), error);
            return null;
        }
    }
}
