using System.Reflection;
using Castle.DynamicProxy;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Subjects;

/// <summary>What is compared, by the names that stand in the results.</summary>
public enum Subject
{
    Direct,
    Decorator,
    Aspects,
    Polly,
    Castle,
    DispatchProxy,
}

internal static class SubjectFactory
{
    private static readonly ProxyGenerator Castle = new();

    /// <summary>The subject around a callee that works, its circuit closed.</summary>
    public static IService CreateClosed(Subject subject) => subject switch
    {
        Subject.Direct => new Service(),
        Subject.Decorator => new HandWrittenDecorator(new Service()),
        Subject.Aspects => new Service().WithCircuitBreaker(new CircuitBreakerRegistry()),
        Subject.Polly => new PollyService(new Service()),
        Subject.Castle => Castle.CreateInterfaceProxyWithTarget<IService>(new Service(), new PassingInterceptor()),
        Subject.DispatchProxy => DispatchProxy.Create<IService, PassingProxy>(),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such subject."),
    };

    /// <summary>The subject with an open circuit; the direct call fails of itself, and shows what an exception costs.</summary>
    public static IService CreateOpen(Subject subject) => subject switch
    {
        Subject.Direct => new FailingService(),
        Subject.Decorator => Opened(new HandWrittenDecorator(new FailingService())),
        Subject.Aspects => Opened(new FailingService().WithCircuitBreaker(
            new CircuitBreakerRegistry().Configure("compare", static options => options.BreakDuration = TimeSpan.MaxValue))),
        Subject.Polly => CreateIsolatedPolly(),
        Subject.Castle => Castle.CreateInterfaceProxyWithTarget<IService>(new Service(), new RejectingInterceptor()),
        Subject.DispatchProxy => DispatchProxy.Create<IService, RejectingProxy>(),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such subject."),
    };

    private static IService Opened(IService service)
    {
        const int moreThanAnyThreshold = 10;
        for (var i = 0; i < moreThanAnyThreshold; i++)
        {
            try
            {
                service.Add(i);
            }
            catch (Exception error) when (error is InvalidOperationException or CircuitBreakerOpenException)
            {
                // What opens the circuit, and then what tells that it is open.
            }
        }

        return service;
    }

    private static PollyService CreateIsolatedPolly()
    {
        var control = new CircuitBreakerManualControl();
        var service = new PollyService(new Service(), control);
        control.IsolateAsync().GetAwaiter().GetResult();
        return service;
    }
}
