using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Aspects;

/// <summary>The subscriptions to one breaker, or to all breakers of a registry.</summary>
internal sealed class Listeners
{
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _callbackErrors;

    /// <summary>
    /// The number of exceptions thrown by listeners and of notifications dropped because a queue was full.
    /// </summary>
    public long CallbackErrors => Volatile.Read(ref _callbackErrors);

    public IDisposable Add(ICircuitBreakerListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var subscription = new Subscription(listener, this);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);

    public void CountCallbackError() => Interlocked.Increment(ref _callbackErrors);

    /// <summary>Queues a notification for each listener. Never waits, never throws.</summary>
    public void Post(object notification)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Post(notification);
        }
    }

    /// <summary>Counts an exception of a listener and notifies the other listeners.</summary>
    /// <remarks>
    /// An exception thrown for a <see cref="CallbackError"/> is only counted. Otherwise two failing listeners would
    /// notify each other for ever.
    /// </remarks>
    public void ReportListenerError(Subscription faulty, object notification, Exception error)
    {
        CountCallbackError();
        if (notification is not CircuitTransition transition) return;
        var callbackError = new CallbackError(transition.Name, "Listener", error) { Key = transition.Key };
        foreach (var subscription in _subscriptions)
        {
            if (subscription != faulty) subscription.Post(callbackError);
        }
    }
}

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
