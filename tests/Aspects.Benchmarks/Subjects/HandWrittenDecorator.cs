namespace Aspects.Benchmarks.Subjects;

/// <summary>
/// The least circuit breaker someone might write by hand: failures in a row, and a time to try again. It has no probes,
/// no epochs and no totals; it shows what such a decorator cannot cost less than.
/// </summary>
internal sealed class HandWrittenDecorator(IService inner, int threshold = HandWrittenDecorator.UsualThreshold) : IService
{
    public const int UsualThreshold = 5;
    private int _failures;
    private long _openUntil;

    public int Add(int value)
    {
        ThrowIfOpen();
        try
        {
            var result = inner.Add(value);
            Succeeded();
            return result;
        }
        catch (Exception) when (Failed())
        {
            throw;
        }
    }

    public Task<int> AddAsync(int value, CancellationToken cancellationToken)
    {
        if (IsOpen()) return Task.FromException<int>(new InvalidOperationException());
        var task = inner.AddAsync(value, cancellationToken);
        if (!task.IsCompletedSuccessfully) return AwaitAsync(task);
        Succeeded();
        return task;
    }

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken)
    {
        if (IsOpen()) return ValueTask.FromException<int>(new InvalidOperationException());
        var task = inner.AddValueAsync(value, cancellationToken);
        if (!task.IsCompletedSuccessfully) return new ValueTask<int>(AwaitAsync(task.AsTask()));
        Succeeded();
        return task;
    }

    private async Task<int> AwaitAsync(Task<int> task)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            Succeeded();
            return result;
        }
        catch (Exception) when (Failed())
        {
            throw;
        }
    }

    private bool IsOpen() => Volatile.Read(ref _failures) >= threshold && Environment.TickCount64 < Volatile.Read(ref _openUntil);

    private void ThrowIfOpen()
    {
        if (IsOpen()) throw new InvalidOperationException();
    }

    private void Succeeded()
    {
        if (Volatile.Read(ref _failures) != 0) Interlocked.Exchange(ref _failures, 0);
    }

    private bool Failed()
    {
        if (Interlocked.Increment(ref _failures) >= threshold) Volatile.Write(ref _openUntil, long.MaxValue);
        return false;
    }
}
