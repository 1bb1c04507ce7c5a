using System.Collections.Concurrent;

namespace Aspects;

/// <summary>One listener with a queue of its own, which one thread of the pool at a time empties.</summary>
internal sealed class Subscription(ICircuitBreakerListener listener, Listeners owner) : IThreadPoolWorkItem, IDisposable
{
    // A listener that blocks for good must not fill the memory; changes of state are rare, so that this is hours of them.
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<object> _events = new();
    private int _queued;
    private bool _isDisposed;

    /// <summary>Hands over a <see cref="CircuitTransition"/> or a <see cref="CallbackError"/>; never waits, never throws.</summary>
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
#pragma warning disable CA1031 // Whatever a listener throws stays with it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            owner.ReportListenerError(this, notification, error);
        }
    }
}
