using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;
using Polly;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Compare;

/// <summary>Rejections without an exception: <c>TryEnter</c> of Aspects and the outcome of Polly.</summary>
public class RejectedWithoutThrow
{
    private readonly CircuitBreaker _breaker = new("compare");
    private readonly ResilienceContext _context = ResilienceContextPool.Shared.Get(CancellationToken.None);
    private ResiliencePipeline _pipeline = null!;

    [Params(Subject.Aspects, Subject.Polly)]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _breaker.Isolate();
        var control = new CircuitBreakerManualControl();
        _pipeline = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions { ManualControl = control })
            .Build();
        control.IsolateAsync().GetAwaiter().GetResult();
    }

    [Benchmark]
    [ComparisonCase("rejected, no throw")]
    public bool NoThrow() => Subject == Subject.Aspects
        ? _breaker.TryEnter(out _)
        : _pipeline.ExecuteOutcomeAsync(
            static (_, _) => ValueTask.FromResult(Outcome.FromResult(1)), _context, 0).GetAwaiter().GetResult().Exception is null;
}
