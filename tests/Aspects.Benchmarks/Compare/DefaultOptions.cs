using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Healthy calls through a breaker with the default options: consecutive failures and a time window.</summary>
public class DefaultOptions
{
    private IService _service = null!;

    [Params(Subject.Direct, Subject.Aspects, Subject.Polly)]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup() => _service = SubjectFactory.Create(Subject, new Service(), Registries.Default());

    [Benchmark]
    [ComparisonCase("default options, sync")]
    public int Sync() => _service.Add(1);

    [Benchmark]
    [ComparisonCase("default options, Task")]
    public int Task() => _service.AddAsync(1, CancellationToken.None).GetAwaiter().GetResult();

    [Benchmark]
    [ComparisonCase("default options, ValueTask")]
    public int ValueTask() => _service.AddValueAsync(1, CancellationToken.None).GetAwaiter().GetResult();
}
