using System.Collections.Concurrent;

namespace Aspects;

/// <summary>One listener and its queue. One thread of the pool at a time delivers the queued notifications.</summary>
internal sealed class Subscription(ICircuitBreakerListener listener, Listeners owner) : IThreadPoolWorkItem, IDisposable
{
    // Limits the memory that a blocked listener can use. Transitions are rare, so the queue holds those of several
    // hours.
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<object> _events = new();
    private int _queued;
    private bool _isDisposed;

    /// <summary>
    /// Queues a <see cref="CircuitTransition"/> or a <see cref="CallbackError"/>. Never waits, never throws.
    /// </summary>
    public void Post(object notification)
    {
        if (_isDisposed) return;
        if (Volatile.Read(ref _queued) >= Capacity)
        {
            owner.CountCallbackError();
            return;
        }

        _events.Enqueue(notification);
        if (Interlocked.Increment(ref _queued) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        do
        {
            if (_events.TryDequeue(out var notification) && !_isDisposed) Deliver(notification);
        }
        while (Interlocked.Decrement(ref _queued) > 0);
    }

    public void Dispose()
    {
        _isDisposed = true;
        owner.Remove(this);
    }

    private void Deliver(object notification)
    {
        try
        {
            if (notification is CircuitTransition transition) listener.OnTransition(transition);
            else listener.OnCallbackError((CallbackError)notification);
        }
#pragma warning disable CA1031 // An exception of a listener is reported and never reaches the breaker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            owner.ReportListenerError(this, notification, error);
        }
    }
}
