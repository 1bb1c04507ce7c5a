using Aspects;
using Consumers.Old;

[assembly: CLSCompliant(true)]

namespace Consumers.Strict;

/// <summary>Counts.</summary>
public interface ICounter
{
    /// <summary>Adds to the count.</summary>
    /// <param name="amount">The amount.</param>
    /// <returns>The count.</returns>
    [CircuitBreaker("counter", BreakSeconds = 0.5)]
    int Add(int amount);

    /// <summary>Adds to the count asynchronously.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The count.</returns>
    [CircuitBreaker("counter")]
    Task<int> AddAsync(int amount, CancellationToken cancellationToken);
}

/// <summary>Inherits an interface of a project without nullable annotations.</summary>
[CLSCompliant(false)]
[CircuitBreaker("strict clock")]
public interface IStrictClock : IClock
{
    /// <summary>The present position.</summary>
    string? Place { get; }

    /// <summary>Returns the deviation.</summary>
    /// <param name="since">The start of the period.</param>
    /// <returns>The deviation in milliseconds.</returns>
    int? Drift(DateTime? since);
}

// Derives from an internal interface of the other project. Each interface has its own proxy.
[CircuitBreaker("seen")]
internal interface ISeen : IHidden
{
    int Other(int number);
}
