using System.Collections.Immutable;

namespace Aspects;

/// <summary>Those who listen to one breaker, or to all of a registry.</summary>
internal sealed class Listeners
{
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _callbackErrors;

    /// <summary>How often a listener has thrown, or was so far behind that something passed it by.</summary>
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

    public void Post(object notification)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Post(notification);
        }
    }

    /// <summary>Tells the others. A listener that throws on hearing of a fault is only counted: that would never end.</summary>
    public void ReportListenerError(Subscription faulty, object notification, Exception error)
    {
        CountCallbackError();
        if (notification is not CircuitTransition transition) return;
        var callbackError = new CallbackError(transition.Name, "Listener", error);
        foreach (var subscription in _subscriptions)
        {
            if (subscription != faulty) subscription.Post(callbackError);
        }
    }
}
