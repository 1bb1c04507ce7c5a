using System.Reflection;
using Castle.DynamicProxy;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Subjects;

/// <summary>The compared subjects. Their names are the names in the results.</summary>
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

    /// <summary>Creates the subject around a callee, with a closed circuit.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="callee">The callee.</param>
    /// <param name="aspects">The registry of the Aspects proxy. Polly uses its defaults.</param>
    public static IService Create(Subject subject, IService callee, AspectRegistry aspects) => subject switch
    {
        Subject.Direct => callee,
        Subject.Decorator => new HandWrittenDecorator(callee),
        Subject.Aspects => callee.WithAspects(aspects),
        Subject.Polly => new PollyService(callee),
        Subject.Castle => Castle.CreateInterfaceProxyWithTarget(callee, new PassingInterceptor()),
        Subject.DispatchProxy => CreateDispatchProxy(callee),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "The subject is unknown. Use a value of the enum Subject."),
    };

    /// <summary>
    /// Creates the subject with an open circuit. The direct call throws, and measures the cost of an exception.
    /// </summary>
    public static IService CreateOpen(Subject subject) => subject switch
    {
        Subject.Direct => new FailingService(),
        Subject.Decorator => Opened(new HandWrittenDecorator(new FailingService())),
        Subject.Aspects => CreateIsolated(),
        Subject.Polly => CreateIsolatedPolly(),
        Subject.Castle => Castle.CreateInterfaceProxyWithTarget<IService>(new Service(), new RejectingInterceptor()),
        Subject.DispatchProxy => DispatchProxy.Create<IService, RejectingProxy>(),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "The subject is unknown. Use a value of the enum Subject."),
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
                // These failures open the circuit.
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
