using System.Collections.Immutable;

namespace Aspects;

/// <summary>Those who listen to one breaker, or to all of a registry.</summary>
internal sealed class Listeners
{
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _faults;

    /// <summary>How often a listener has thrown, or was so far behind that something passed it by.</summary>
    public long CallbackErrors => Volatile.Read(ref _faults);

    public bool IsEmpty => _subscriptions.IsEmpty;

    public IDisposable Add(ICircuitBreakerListener listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var subscription = new Subscription(listener, this);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, removed) => all.Remove(removed), subscription);

    public void CountFault() => Interlocked.Increment(ref _faults);

    public void Post(object happened)
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Post(happened);
        }
    }

    /// <summary>Tells the others. A listener that throws on hearing of a fault is only counted: that would never end.</summary>
    public void ReportFaultOf(Subscription faulty, object happened, Exception error)
    {
        CountFault();
        if (happened is not CircuitTransition transition) return;
        var fault = new CallbackError(transition.Name, "Listener", error);
        foreach (var subscription in _subscriptions)
        {
            if (subscription != faulty) subscription.Post(fault);
        }
    }
}
