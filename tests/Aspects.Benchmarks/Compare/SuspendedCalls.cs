using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Healthy calls that return a pending task.</summary>
public class SuspendedCalls
{
    private readonly SuspendedService _callee = new();
    private IService _service = null!;

    [Params(Subject.Direct, Subject.Aspects, Subject.Polly)]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup() => _service = SubjectFactory.Create(Subject, _callee, Registries.Default());

    [Benchmark]
    [ComparisonCase("suspended, Task")]
    public int Task()
    {
        var task = _service.AddAsync(1, CancellationToken.None);
        _callee.EndTask();
        return task.GetAwaiter().GetResult();
    }

    [Benchmark]
    [ComparisonCase("suspended, ValueTask")]
    public int ValueTask()
    {
        var task = _service.AddValueAsync(1, CancellationToken.None);
        _callee.EndValueTask();
        return task.GetAwaiter().GetResult();
    }
}
