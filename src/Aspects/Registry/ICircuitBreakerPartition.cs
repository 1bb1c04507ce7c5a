namespace Aspects;

/// <summary>The breakers of a partition, without the type of its keys.</summary>
internal interface ICircuitBreakerPartition
{
    string Name { get; }

    IEnumerable<CircuitBreaker> Breakers { get; }
}
