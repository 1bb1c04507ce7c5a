namespace Aspects.Benchmarks.Subjects;

/// <summary>What streams are measured through.</summary>
public interface IStreamService
{
    /// <summary>The numbers from 1 on.</summary>
    [CircuitBreaker(IService.Breaker)]
    IAsyncEnumerable<int> Count(int items, CancellationToken cancellationToken);
}
