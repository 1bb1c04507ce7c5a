namespace Aspects.Benchmarks.Subjects;

/// <summary>The interface of every subject. Its implementation does as little work as possible.</summary>
[CircuitBreaker(Breaker)]
public interface IService
{
    const string Breaker = "compare";

    int Add(int value);

    Task<int> AddAsync(int value, CancellationToken cancellationToken);

    ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken);
}
