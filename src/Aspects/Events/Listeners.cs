using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Aspects;

/// <summary>The subscriptions to one breaker, or to all breakers of a registry.</summary>
internal sealed class Listeners
{
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _callbackErrors;
    private int _callListeners;

    /// <summary>
    /// The number of exceptions thrown by listeners and of notifications dropped because a queue was full.
    /// </summary>
    public long CallbackErrors => Volatile.Read(ref _callbackErrors);

    /// <summary>Whether a listener receives calls.</summary>
    public bool HasCallListeners => Volatile.Read(ref _callListeners) > 0;

    /// <summary>Runs after a call listener was added or removed.</summary>
    public Action? CallListenersChanged { get; set; }

    public IDisposable Add(ICircuitBreakerListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return Add(new Subscription(listener, takesCalls: false, this));
    }

    public IDisposable Add(ICircuitCallListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return Add(new Subscription(listener, takesCalls: true, this));
    }

    public void Remove(Subscription subscription)
    {
        var isRemoved = ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);
        if (isRemoved && subscription.TakesCalls) ChangeCallListeners(-1);
    }

    public void CountCallbackError() => Interlocked.Increment(ref _callbackErrors);

    /// <summary>Queues a notification for each listener of its kind. Never waits, never throws.</summary>
    public void Post(object notification)
    {
        var isCall = notification is CircuitCall;
        foreach (var subscription in _subscriptions)
        {
            if (subscription.TakesCalls == isCall) subscription.Post(notification);
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
        var callbackError = notification switch
        {
            CircuitTransition transition => new CallbackError(transition.Name, "Listener", error) { Key = transition.Key },
            CircuitCall call => new CallbackError(call.Name, "CallListener", error) { Key = call.Key },
            _ => null,
        };
        if (callbackError is null) return;
        foreach (var subscription in _subscriptions)
        {
            if (subscription != faulty && !subscription.TakesCalls) subscription.Post(callbackError);
        }
    }

    private Subscription Add(Subscription subscription)
    {
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        if (subscription.TakesCalls) ChangeCallListeners(1);
        return subscription;
    }

    private void ChangeCallListeners(int difference)
    {
        Interlocked.Add(ref _callListeners, difference);
        CallListenersChanged?.Invoke();
    }
}

/// <summary>One listener and its queue. One thread of the pool at a time delivers the queued notifications.</summary>
/// <param name="listener">
/// An <see cref="ICircuitBreakerListener"/> or an <see cref="ICircuitCallListener"/>, as <paramref name="takesCalls"/>
/// says.
/// </param>
/// <param name="takesCalls">Whether the listener receives calls instead of transitions and callback errors.</param>
/// <param name="owner">The set of the subscription.</param>
internal sealed class Subscription(object listener, bool takesCalls, Listeners owner) : IThreadPoolWorkItem, IDisposable
{
    // Limits the memory that a blocked listener can use. Transitions are rare, so the queue holds those of several
    // hours.
    private const int Capacity = 10_000;

    private readonly ConcurrentQueue<object> _events = new();
    private int _queued;
    private bool _isDisposed;

    public bool TakesCalls => takesCalls;

    /// <summary>
    /// Queues a <see cref="CircuitTransition"/>, a <see cref="CallbackError"/> or a <see cref="CircuitCall"/>. Never
    /// waits, never throws.
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
            switch (notification)
            {
                case CircuitCall call:
                    ((ICircuitCallListener)listener).OnCall(call);
                    break;
                case CircuitTransition transition:
                    ((ICircuitBreakerListener)listener).OnTransition(transition);
                    break;
                default:
                    ((ICircuitBreakerListener)listener).OnCallbackError((CallbackError)notification);
                    break;
            }
        }
#pragma warning disable CA1031 // An exception of a listener is reported and never reaches the breaker.
        catch (Exception error)
#pragma warning restore CA1031
        {
            owner.ReportListenerError(this, notification, error);
        }
    }
}
