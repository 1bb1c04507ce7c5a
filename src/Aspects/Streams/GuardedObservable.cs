namespace Aspects;

/// <summary>An observable whose every subscription is a call through a breaker.</summary>
/// <param name="breaker">The breaker.</param>
/// <param name="source">The observable that the call returned.</param>
/// <param name="fallback">Makes the observable that stands in for one that is turned away, where there is such.</param>
/// <param name="callToken">The token that the call was given.</param>
internal sealed class GuardedObservable<T>(
    CircuitBreaker breaker, IObservable<T> source, Func<Exception, IObservable<T>>? fallback, CancellationToken callToken)
    : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (!breaker.TryEnter(out var permit)) return Reject(permit.Rejection(callToken), observer);

        var subscription = new GuardedSubscription<T>(observer, permit, callToken);
        try
        {
            subscription.Begin(source);
        }
        catch (Exception error) when (subscription.FailInFilter(error))
        {
            throw;
        }

        return subscription;
    }

    // To subscribe is what an observer has asked for; whatever keeps it from its items is told where it listens.
    private IDisposable Reject(Exception rejection, IObserver<T> observer)
    {
        if (fallback is null || callToken.IsCancellationRequested) return End(rejection);
        IObservable<T> other;
        try
        {
            other = fallback(rejection)
                ?? throw new InvalidOperationException($"The fallback behind circuit breaker '{breaker.Name}' has returned null in place of an observable.");
        }
#pragma warning disable CA1031 // It is callerTask on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return End(error);
        }

        return other.Subscribe(observer);

        IDisposable End(Exception error)
        {
            observer.OnError(error);
            return new GuardedSubscription<T>(observer, permit: default, callToken);
        }
    }
}
