namespace Aspects.Benchmarks.Subjects;

/// <summary>
/// A minimal circuit breaker written by hand, with consecutive failures and a break. It has no probes, no epochs and no
/// totals. It is the lower bound for the cost of such a decorator.
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
            RecordSuccess();
            return result;
        }
        catch (Exception) when (RecordFailure())
        {
            throw;
        }
    }

    public Task<int> AddAsync(int value, CancellationToken cancellationToken)
    {
        if (IsOpen()) return Task.FromException<int>(new InvalidOperationException());
        var task = inner.AddAsync(value, cancellationToken);
        if (!task.IsCompletedSuccessfully) return AwaitAsync(task);
        RecordSuccess();
        return task;
    }

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken)
    {
        if (IsOpen()) return ValueTask.FromException<int>(new InvalidOperationException());
        var task = inner.AddValueAsync(value, cancellationToken);
        if (!task.IsCompletedSuccessfully) return new ValueTask<int>(AwaitAsync(task.AsTask()));
        RecordSuccess();
        return task;
    }

    private async Task<int> AwaitAsync(Task<int> task)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            RecordSuccess();
            return result;
        }
        catch (Exception) when (RecordFailure())
        {
            throw;
        }
    }

    private bool IsOpen() => Volatile.Read(ref _failures) >= threshold && Environment.TickCount64 < Volatile.Read(ref _openUntil);

    private void ThrowIfOpen()
    {
        if (IsOpen()) throw new InvalidOperationException();
    }

    private void RecordSuccess()
    {
        if (Volatile.Read(ref _failures) != 0) Interlocked.Exchange(ref _failures, 0);
    }

    private bool RecordFailure()
    {
        if (Interlocked.Increment(ref _failures) >= threshold) Volatile.Write(ref _openUntil, long.MaxValue);
        return false;
    }
}
