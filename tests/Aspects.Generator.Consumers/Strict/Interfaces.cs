using Aspects;
using Consumers.Old;

[assembly: CLSCompliant(true)]

namespace Consumers.Strict;

/// <summary>Counts.</summary>
public interface ICounter
{
    /// <summary>Adds to the count.</summary>
    /// <param name="amount">How much.</param>
    /// <returns>The count.</returns>
    [CircuitBreaker("counter", BreakSeconds = 0.5)]
    int Add(int amount);

    /// <summary>Adds to the count, in time.</summary>
    /// <param name="amount">How much.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The count.</returns>
    [CircuitBreaker("counter")]
    Task<int> AddAsync(int amount, CancellationToken cancellationToken);
}

/// <summary>Inherits an interface whose project knows no nullability.</summary>
[CLSCompliant(false)]
[CircuitBreaker("strict clock")]
public interface IStrictClock : IClock
{
    /// <summary>Where it stands.</summary>
    string? Place { get; }

    /// <summary>How far it is off.</summary>
    /// <param name="since">Since when.</param>
    /// <returns>The milliseconds.</returns>
    int? Drift(DateTime? since);
}

// Of an internal interface of the other project: each of the two has its own proxy.
[CircuitBreaker("seen")]
internal interface ISeen : IHidden
{
    int Other(int number);
}
