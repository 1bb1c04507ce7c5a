using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Attributes;

namespace Aspects.Benchmarks.Compare;

/// <summary>Calls whose callee throws, through a circuit that stays closed, up to the caller's catch block.</summary>
public class FailingCalls
{
    private IService _service = null!;

    [Params(Subject.Direct, Subject.Decorator, Subject.Aspects, Subject.Polly)]
    public Subject Subject { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var breakers = new CircuitBreakerRegistry().Configure(IService.Breaker, static options =>
        {
            options.ConsecutiveFailures = 0;
            options.FailureRatio = 1;
            options.Window = TimeSpan.FromDays(1);
        });

        // One success stays in the window, so that the failure ratio stays below 1 and the circuit stays closed.
        breakers.GetOrAdd(IService.Breaker).Execute(static () => { });
        _service = Subject switch
        {
            Subject.Decorator => new HandWrittenDecorator(new FailingService(), threshold: int.MaxValue),
            Subject.Polly => PollyService.CreateNeverOpening(new FailingService()),
            _ => SubjectFactory.Create(Subject, new FailingService(), new AspectRegistry(breakers)),
        };
    }

    [Benchmark]
    [ComparisonCase("failing, sync")]
    public bool Sync()
    {
        try
        {
            _service.Add(1);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
