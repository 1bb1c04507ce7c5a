using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Subjects;

/// <summary>
/// A hand-written stream decorator with Polly. Only the first item is in the pipeline; later failures are not counted.
/// </summary>
internal sealed class PollyStreamService(IStreamService inner) : IStreamService
{
    private readonly ResiliencePipeline _pipeline =
        new ResiliencePipelineBuilder().AddCircuitBreaker(new CircuitBreakerStrategyOptions()).Build();

    public async IAsyncEnumerable<int> Count(int items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var enumerator = inner.Count(items, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasItem = await _pipeline.ExecuteAsync(
            static (enumerator, _) => enumerator.MoveNextAsync(), enumerator, cancellationToken);
        while (hasItem)
        {
            yield return enumerator.Current;
            hasItem = await enumerator.MoveNextAsync();
        }
    }
}
