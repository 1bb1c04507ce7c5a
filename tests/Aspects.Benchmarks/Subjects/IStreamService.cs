namespace Aspects.Benchmarks.Subjects;

/// <summary>The interface of the stream subjects.</summary>
public interface IStreamService
{
    /// <summary>Returns the numbers from 1 on.</summary>
    [CircuitBreaker(IService.Breaker)]
    IAsyncEnumerable<int> Count(int items, CancellationToken cancellationToken);
}
