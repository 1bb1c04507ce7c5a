using System.Runtime.CompilerServices;
using Aspects.Benchmarks.Subjects;
using Polly;

#pragma warning disable CA2012 // Each of these calls ends before it returns, so its result can be read at once.

namespace Aspects.Instructions.Subject;

/// <summary>Callgrind counts the instructions inside these methods only.</summary>
/// <remarks>
/// Polly has no decorator of <see cref="IService"/>: with four implementations, the AOT compiler would call each of
/// them through a dispatch stub.
/// </remarks>
internal static class MeasuredLoops
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long MakeSyncCalls(IService service, int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++) sum += service.Add(i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long MakeTaskCalls(IService service, int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++) sum += service.AddAsync(i, default).Result;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long MakeValueTaskCalls(IService service, int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++) sum += service.AddValueAsync(i, default).Result;
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long MakePollySyncCalls(ResiliencePipeline pipeline, IService service, int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += pipeline.Execute(static call => call.service.Add(call.i), (service, i));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long MakePollyValueTaskCalls(ResiliencePipeline pipeline, IService service, int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += pipeline.ExecuteAsync(static (call, token) => call.service.AddValueAsync(call.i, token), (service, i)).Result;
        }

        return sum;
    }
}
