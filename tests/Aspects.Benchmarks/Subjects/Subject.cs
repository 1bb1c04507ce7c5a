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

    /// <summary>The subject around a callee, its circuit closed.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="callee">The callee.</param>
    /// <param name="aspects">What Aspects' proxy finds its breaker in; Polly has its defaults, which are of one kind.</param>
    public static IService Create(Subject subject, IService callee, AspectRegistry aspects) => subject switch
    {
        Subject.Direct => callee,
        Subject.Decorator => new HandWrittenDecorator(callee),
        Subject.Aspects => callee.WithAspects(aspects),
        Subject.Polly => new PollyService(callee),
        Subject.Castle => Castle.CreateInterfaceProxyWithTarget(callee, new PassingInterceptor()),
        Subject.DispatchProxy => CreateDispatchProxy(callee),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such subject."),
    };

    /// <summary>The subject with an open circuit; the direct call fails of itself, and shows what an exception costs.</summary>
    public static IService CreateOpen(Subject subject) => subject switch
    {
        Subject.Direct => new FailingService(),
        Subject.Decorator => Opened(new HandWrittenDecorator(new FailingService())),
        Subject.Aspects => CreateIsolated(),
        Subject.Polly => CreateIsolatedPolly(),
        Subject.Castle => Castle.CreateInterfaceProxyWithTarget<IService>(new Service(), new RejectingInterceptor()),
        Subject.DispatchProxy => DispatchProxy.Create<IService, RejectingProxy>(),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such subject."),
    };

    private static IService CreateDispatchProxy(IService callee)
    {
        var proxy = DispatchProxy.Create<IService, PassingProxy>();
        ((PassingProxy)proxy).Inner = callee;
        return proxy;
    }

    private static HandWrittenDecorator Opened(HandWrittenDecorator service)
    {
        for (var i = 0; i < HandWrittenDecorator.UsualThreshold; i++)
        {
            try
            {
                service.Add(i);
            }
            catch (InvalidOperationException)
            {
                // What opens the circuit.
            }
        }

        return service;
    }

    private static IService CreateIsolated()
    {
        var aspects = new AspectRegistry();
        var service = new Service().WithAspects(aspects);
        aspects.CircuitBreakers.GetOrAdd(IService.Breaker).Isolate();
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
