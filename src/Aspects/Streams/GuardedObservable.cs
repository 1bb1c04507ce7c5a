namespace Aspects;

/// <summary>An observable whose every subscription is a call through a breaker.</summary>
/// <param name="breaker">The breaker.</param>
/// <param name="source">The observable that the call returned.</param>
/// <param name="fallback">Makes the observable that stands in for one that is turned away, where there is such.</param>
internal sealed class GuardedObservable<T>(CircuitBreaker breaker, IObservable<T> source, Func<Exception, IObservable<T>>? fallback)
    : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var isAdmitted = breaker.TryEnter(out var permit);
        if (!isAdmitted && fallback is not null) return fallback(permit.Rejection()).Subscribe(observer);
        var subscription = new GuardedSubscription<T>(observer, permit);
        if (!isAdmitted)
        {
            observer.OnError(permit.Rejection());
            return subscription;
        }

        try
        {
            subscription.Begin(source);
        }
        catch (Exception error) when (subscription.Fails(error))
        {
            throw;
        }

        return subscription;
    }
}
