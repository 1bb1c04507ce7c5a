namespace Aspects;

/// <summary>An observable that makes each subscription a call through a breaker.</summary>
/// <param name="breaker">The breaker.</param>
/// <param name="source">The observable that the call returned.</param>
/// <param name="fallback">
/// Creates the observable for a rejected subscription; <see langword="null"/> without a fallback.
/// </param>
/// <param name="callToken">The token that the call received.</param>
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
            permit.LeaveProbeFlow();
        }
        catch (Exception error) when (subscription.FailInFilter(error))
        {
            throw;
        }

        return subscription;
    }

    // The rejection and an exception of the fallback go to the observer's OnError, because observers handle errors
    // there.
    private IDisposable Reject(Exception rejection, IObserver<T> observer)
    {
        if (fallback is null || callToken.IsCancellationRequested) return End(rejection);
        IObservable<T> other;
        try
        {
            other = fallback(rejection)
                ?? throw new InvalidOperationException($"The fallback of circuit breaker '{breaker.Name}' returned null. Return an observable.");
        }
#pragma warning disable CA1031 // The observer gets the exception.
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
