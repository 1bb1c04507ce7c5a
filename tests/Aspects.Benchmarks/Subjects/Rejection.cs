namespace Aspects.Benchmarks.Subjects;

/// <summary>
/// The rejection of proxies without a breaker: a failed task, or an exception for a synchronous call.
/// </summary>
internal static class Rejection
{
    public static object Create(Type returnType)
    {
        var rejection = new InvalidOperationException();
        if (returnType == typeof(Task<int>)) return Task.FromException<int>(rejection);
        if (returnType == typeof(ValueTask<int>)) return ValueTask.FromException<int>(rejection);
        throw rejection;
    }
}
