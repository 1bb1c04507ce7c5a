namespace Aspects;

// The end of a breaker.
public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Ends the health probe and the notifications. From then on calls pass through unguarded, as in
    /// <see cref="CircuitMode.Disabled"/>.
    /// </summary>
    /// <remarks>
    /// The first later call is reported once: as a callback error with an <see cref="ObjectDisposedException"/>. State
    /// and totals stay readable, and later settings have no effect. A second disposal does nothing.
    /// A registry or partition still returns the disposed breaker.
    /// </remarks>
    public void Dispose()
    {
        _controller.Dispose();
        _events.Dispose();
    }

    /// <summary>Ends the health probe for good. The breaker still guards calls.</summary>
    internal void EndHealthChecks() => _controller.EndHealthChecks();
}
