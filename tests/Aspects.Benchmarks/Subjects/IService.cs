namespace Aspects.Benchmarks.Subjects;

/// <summary>What every subject implements: as little work as possible, so that what is measured is what stands before it.</summary>
[CircuitBreaker(Breaker)]
public interface IService
{
    const string Breaker = "compare";

    int Add(int value);

    Task<int> AddAsync(int value, CancellationToken cancellationToken);

    ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken);
}
