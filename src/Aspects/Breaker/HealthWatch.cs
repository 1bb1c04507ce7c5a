namespace Aspects;

/// <summary>Calls a health probe at an interval while a circuit is open, and holds the last answer.</summary>
/// <remarks>
/// A watch does not keep its breaker alive. A breaker that is no longer in use takes its watch with it.
/// </remarks>
internal sealed class HealthWatch(
    IHealthProbe probe, string name, object? key, TimeSpan interval, TimeProvider timeProvider, CircuitController controller, CircuitEvents events)
    : IThreadPoolWorkItem, IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly WeakReference<CircuitController> _controller = new(controller);

    /// <summary>Whether the last answer was unhealthy. Requires the controller's lock.</summary>
    public bool BlocksRecovery { get; set; }

    public IHealthProbe Probe => probe;

    public TimeSpan Interval => interval;

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    // The work item ends with the first wait. The task that follows reports its own exceptions.
    public void Execute() => _ = WatchAsync();

    public void Dispose() => _ = CancelAsync();

    // On the thread pool: a callback on the probe's token is user code, and the caller holds the controller's lock.
    private async Task CancelAsync()
    {
        try
        {
            await _ended.CancelAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // An exception of a callback is reported, and never reaches a caller of the breaker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            events.ReportCallbackError(nameof(CircuitBreakerOptions.HealthProbe), error);
        }
    }

    private async Task WatchAsync()
    {
        while (!_ended.IsCancellationRequested && _controller.TryGetTarget(out _))
        {
            if (await CheckHealthAsync().ConfigureAwait(false) is { } healthy) Report(healthy);

            await Task.Delay(interval, timeProvider, _ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // No local of an asynchronous method: a waiting one would keep the controller alive.
    private void Report(bool? healthy)
    {
        if (_controller.TryGetTarget(out var controller)) controller.ReportHealth(this, healthy);
    }

    private async Task<bool?> CheckHealthAsync()
    {
        try
        {
            return await probe.IsHealthyAsync(name, key, _ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // An exception of a probe is reported. Then the break alone decides.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Report(healthy: null);
            events.ReportCallbackError(nameof(CircuitBreakerOptions.HealthProbe), error);
            return null;
        }
    }
}
