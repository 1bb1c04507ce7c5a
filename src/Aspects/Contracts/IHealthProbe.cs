namespace Aspects;

/// <summary>Asks a callee whether it is well, apart from the calls that go through its circuit breaker.</summary>
public interface IHealthProbe
{
    /// <summary>Checks the callee of a breaker. Asked only while its circuit is open, once at a time.</summary>
    /// <param name="name">The name of the breaker.</param>
    /// <param name="cancellationToken">Cancelled when the circuit is open no more.</param>
    /// <returns>
    /// Whether the callee is healthy. <see langword="true"/> lets a probe through before the break is over;
    /// <see langword="false"/> holds probes back. Where this throws, listeners are told and the break alone decides.
    /// </returns>
    ValueTask<bool> IsHealthyAsync(string name, CancellationToken cancellationToken);
}
