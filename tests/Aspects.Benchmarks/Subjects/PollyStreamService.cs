using System.Runtime.CompilerServices;
using Polly;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Subjects;

/// <summary>What one writes by hand to have a stream behind Polly: the first item goes through the pipeline. It sees no later failure.</summary>
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
