using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Rejected calls, up to the caller's catch block.</summary>
public class RejectedCalls
{
    private IService _service = null!;

    [ParamsAllValues]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup() => _service = SubjectFactory.CreateOpen(Subject);

    [Benchmark]
    [ComparisonCase("rejected, sync")]
    public bool Sync()
    {
        try
        {
            _service.Add(1);
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    [Benchmark]
    [ComparisonCase("rejected, Task")]
    public bool Task()
    {
        try
        {
            _service.AddAsync(1, CancellationToken.None).GetAwaiter().GetResult();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    [Benchmark]
    [ComparisonCase("rejected, ValueTask")]
    public bool ValueTask()
    {
        try
        {
            _service.AddValueAsync(1, CancellationToken.None).GetAwaiter().GetResult();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
