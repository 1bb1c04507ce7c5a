using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Healthy calls through a breaker with all options. Polly has no more options.</summary>
public class EverythingOn
{
    private IService _service = null!;

    [Params(Subject.Direct, Subject.Aspects, Subject.Polly)]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup() => _service = SubjectFactory.Create(Subject, new Service(), Registries.EverythingOn());

    [Benchmark]
    [ComparisonCase("everything on, sync")]
    public int Sync() => _service.Add(1);

    [Benchmark]
    [ComparisonCase("everything on, Task")]
    public int Task() => _service.AddAsync(1, CancellationToken.None).GetAwaiter().GetResult();

    [Benchmark]
    [ComparisonCase("everything on, ValueTask")]
    public int ValueTask() => _service.AddValueAsync(1, CancellationToken.None).GetAwaiter().GetResult();
}
