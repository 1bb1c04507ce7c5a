namespace Aspects.Benchmarks.Subjects;

/// <summary>The rejection of proxies that have no breaker of their own: a failed task, or an exception where there is no task.</summary>
internal static class Rejection
{
    public static object For(Type returnType)
    {
        var rejection = new InvalidOperationException();
        if (returnType == typeof(Task<int>)) return Task.FromException<int>(rejection);
        if (returnType == typeof(ValueTask<int>)) return ValueTask.FromException<int>(rejection);
        throw rejection;
    }
}
