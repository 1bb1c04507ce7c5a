using System.Collections.Concurrent;

namespace Aspects;

/// <summary>One listener with a queue of its own, which one thread of the pool at a time empties.</summary>
internal sealed class Subscription(ICircuitBreakerListener listener, Listeners owner) : IThreadPoolWorkItem, IDisposable
{
    // A listener that blocks for good must not fill the memory; changes of state are rare, so that this is hours of them.
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<object> _events = new();
    private int _waiting;
    private bool _isDisposed;

    /// <summary>Hands over a <see cref="CircuitTransition"/> or a <see cref="CallbackError"/>; never waits, never throws.</summary>
    public void Post(object happened)
    {
        if (_isDisposed) return;
        if (Volatile.Read(ref _waiting) >= Capacity)
        {
            owner.CountFault();
            return;
        }

        _events.Enqueue(happened);
        if (Interlocked.Increment(ref _waiting) == 1) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Execute()
    {
        do
        {
            if (_events.TryDequeue(out var happened) && !_isDisposed) Deliver(happened);
        }
        while (Interlocked.Decrement(ref _waiting) > 0);
    }

    public void Dispose()
    {
        _isDisposed = true;
        owner.Remove(this);
    }

    private void Deliver(object happened)
    {
        try
        {
            if (happened is CircuitTransition transition) listener.OnTransition(transition);
            else listener.OnCallbackError((CallbackError)happened);
        }
#pragma warning disable CA1031 // Whatever a listener throws stays with it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            owner.ReportFaultOf(this, happened, error);
        }
    }
}
