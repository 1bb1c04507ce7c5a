using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Healthy streams with one item and with a thousand items.</summary>
public class Streams
{
    private IStreamService _service = null!;

    [Params(Subject.Direct, Subject.Aspects, Subject.Polly)]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var callee = new StreamService();
        _service = Subject switch
        {
            Subject.Aspects => callee.WithAspects(Registries.Default()),
            Subject.Polly => new PollyStreamService(callee),
            _ => callee,
        };
    }

    [Benchmark]
    [ComparisonCase("stream of 1 item")]
    public int One() => SumAsync(1).GetAwaiter().GetResult();

    [Benchmark]
    [ComparisonCase("stream of 1,000 items")]
    public int Thousand() => SumAsync(1_000).GetAwaiter().GetResult();

    private async ValueTask<int> SumAsync(int items)
    {
        var sum = 0;
        await foreach (var item in _service.Count(items, CancellationToken.None)) sum += item;
        return sum;
    }
}
