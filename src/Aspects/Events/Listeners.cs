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
