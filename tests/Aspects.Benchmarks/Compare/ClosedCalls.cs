using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Healthy calls that complete at once, with consecutive failures as the only rule.</summary>
public class ClosedCalls
{
    private IService _service = null!;

    [ParamsAllValues]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup() => _service = SubjectFactory.Create(Subject, new Service(), Registries.ConsecutiveOnly());

    [Benchmark]
    [ComparisonCase("closed, sync")]
    public int Sync() => _service.Add(1);

    [Benchmark]
    [ComparisonCase("closed, Task")]
    public int Task() => _service.AddAsync(1, CancellationToken.None).GetAwaiter().GetResult();

    [Benchmark]
    [ComparisonCase("closed, ValueTask")]
    public int ValueTask() => _service.AddValueAsync(1, CancellationToken.None).GetAwaiter().GetResult();
}
