using System.Diagnostics;
using Aspects.Benchmarks.Subjects;
using Polly;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Compare;

/// <summary>
/// Measures two threads on one breaker, and ten thousand breakers. The time is the elapsed time divided by the number
/// of all calls or of all breakers.
/// </summary>
internal static class ScalingMeasurements
{
    private const int Rounds = 9;
    private const int Breakers = 10_000;
    private static readonly Subject[] Subjects = [Subject.Direct, Subject.Aspects, Subject.Polly];

    public static IEnumerable<Measurement> Measure(int callsPerThread)
    {
        foreach (var subject in Subjects)
        {
            yield return MeasureThreads("consecutive only", subject, Registries.ConsecutiveOnly(), 1, callsPerThread);
            yield return MeasureThreads("consecutive only", subject, Registries.ConsecutiveOnly(), 2, callsPerThread);
            yield return MeasureThreads("default options", subject, Registries.Default(), 1, callsPerThread);
            yield return MeasureThreads("default options", subject, Registries.Default(), 2, callsPerThread);
        }

        yield return MeasureTenThousandBreakers(Subject.Aspects, static () => new CircuitBreaker("many"));
        yield return MeasureTenThousandBreakers(Subject.Polly, static () => new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions())
            .Build());
    }

    private static Measurement MeasureThreads(
        string settings, Subject subject, AspectRegistry aspects, int threads, int callsPerThread)
    {
        var service = SubjectFactory.Create(subject, new Service(), aspects);
        var times = Enumerable.Range(0, Rounds).Select(_ => Run(service, threads, callsPerThread)).Order().ToArray();
        return new Measurement(
            $"{(threads == 1 ? "one thread" : "two threads")}, {settings}",
            Measurement.FormatSubject(subject),
            Math.Round(times[Rounds / 2].TotalNanoseconds / (threads * (double)callsPerThread), 2),
            Bytes: 0);
    }

    private static TimeSpan Run(IService service, int threads, int calls)
    {
        using var start = new Barrier(threads + 1);
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < calls; i++)
            {
                service.Add(i);
            }
        })).ToArray();
        foreach (var worker in workers)
        {
            worker.Start();
        }

        start.SignalAndWait();
        var began = Stopwatch.GetTimestamp();
        foreach (var worker in workers)
        {
            worker.Join();
        }

        return Stopwatch.GetElapsedTime(began);
    }

    private static Measurement MeasureTenThousandBreakers(Subject subject, Func<object> create)
    {
        var kept = new object[Breakers];
        create();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = create();
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        GC.KeepAlive(kept);
        return new Measurement(
            "one of 10,000 breakers", Measurement.FormatSubject(subject), Math.Round(elapsed.TotalNanoseconds / Breakers, 2), bytes / Breakers);
    }
}
