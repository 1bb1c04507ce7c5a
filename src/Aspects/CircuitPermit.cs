using System.Runtime.CompilerServices;

namespace Aspects;

/// <summary>
/// The permission for one call, or the source of its rejection. A permission is settled once, by
/// <see cref="Succeeded"/>, <see cref="Failed"/>, <see cref="Ignored"/> or one of the <c>Guard</c> methods;
/// to settle it again does nothing.
/// </summary>
/// <remarks>
/// Keep it in a local variable: it is a value, and copies of it do not know of one another.
/// The permission of a probe that is never settled runs out after <see cref="CircuitBreakerOptions.ProbeTimeout"/>.
/// <see langword="default"/> is no permission: it can be settled, and nothing happens.
/// </remarks>
public partial struct CircuitPermit
{
    private readonly CircuitWord _entry;
    private CircuitBreaker? _breaker;

    internal CircuitPermit(CircuitBreaker breaker, CircuitWord entry)
    {
        _breaker = breaker;
        _entry = entry;
    }

    /// <summary>Settles the permission: the call succeeded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Succeeded() => Take()?.Succeed(_entry);

    /// <summary>
    /// Settles the permission: the call ended with an exception. The answer is always <see langword="false"/>, so that it
    /// can stand in an exception filter and the exception flows on untouched:
    /// <c>catch (Exception error) when (permit.Failed(error)) { throw; }</c>.
    /// </summary>
    /// <param name="error">What the call threw.</param>
    /// <param name="cancellationToken">
    /// The caller's token. Where it is cancelled, an <see cref="OperationCanceledException"/> is the caller's own wish and
    /// says nothing about the callee; otherwise it is a failure like any other.
    /// </param>
    /// <returns><see langword="false"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is <see langword="null"/>.</exception>
    public bool Failed(Exception error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (Take() is not { } breaker) return false;
        if (IsNeutral(error, cancellationToken)) breaker.Ignore(_entry);
        else breaker.Fail(_entry, error);
        return false;
    }

    /// <summary>Settles the permission without an outcome: the circuit is as if the call had never been made.</summary>
    public void Ignored() => Take()?.Ignore(_entry);

    // The caller's cancellation, and the rejection of a breaker further in: its callee was never asked.
    private static bool IsNeutral(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException => cancellationToken.IsCancellationRequested,
        CircuitBreakerOpenException => true,
        _ => false,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CircuitBreaker? Take()
    {
        var breaker = _breaker;
        _breaker = null;
        return breaker;
    }
}
