namespace Aspects;

/// <summary>Calls a health probe at an interval while a circuit is open, and holds the last answer.</summary>
/// <remarks>
/// A watch holds only a weak reference to its breaker. After the breaker is collected, the watch ends.
/// </remarks>
internal sealed class HealthWatch(
    IHealthProbe probe, string name, object? key, TimeSpan interval, TimeProvider timeProvider, CircuitController controller)
    : IThreadPoolWorkItem, IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly WeakReference<CircuitController> _controller = new(controller);

    /// <summary>
    /// The stamp until which the last answer keeps the circuit open. Requires the controller's lock.
    /// </summary>
    public long BlocksUntil { get; set; } = long.MinValue;

    public IHealthProbe Probe => probe;

    public TimeSpan Interval => interval;

    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    // Does not await the task, because the task reports the exceptions of the probe itself.
    public void Execute() => _ = WatchAsync();

    public void Dispose() => _ = CancelAsync();

    // CancelAsync runs the token's callbacks on the thread pool. Such a callback is user code, and the caller of
    // Dispose holds the controller's lock.
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
            ReportError(error);
        }
    }

    // One method with one wait for the answer: the answer is recorded when the probe has given it, and not later.
    private async Task WatchAsync()
    {
        while (!_ended.IsCancellationRequested && _controller.TryGetTarget(out _))
        {
            try
            {
                Report(await probe.IsHealthyAsync(name, key, _ended.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // An exception of a probe is reported. Then the break alone decides.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Report(healthy: null);
                ReportError(error);
            }

            await Task.Delay(interval, timeProvider, _ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A separate method, because a local of the asynchronous method would keep the controller alive during a wait.
    private void Report(bool? healthy)
    {
        if (_controller.TryGetTarget(out var controller)) controller.ReportHealth(this, healthy);
    }

    private void ReportError(Exception error)
    {
        if (_controller.TryGetTarget(out var controller)) controller.ReportHealthProbeError(error);
    }
}
