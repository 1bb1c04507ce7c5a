namespace Aspects;

/// <summary>The operations of tasks that wait for a clock or suppress exceptions, made of parts that Coyote controls.</summary>
internal static class ControlledTasks
{
    extension(Task)
    {
        public static async Task Delay(TimeSpan delay, TimeProvider clock, CancellationToken cancellationToken)
        {
            var ended = new TaskCompletionSource();
            using var timer = clock.CreateTimer(_ => ended.TrySetResult(), state: null, delay, Timeout.InfiniteTimeSpan);
            using var registration = cancellationToken.UnsafeRegister(_ => ended.TrySetCanceled(cancellationToken), state: null);
            await ended.Task;
        }
    }

    public static async Task WaitAsync(this Task task, TimeSpan limit, TimeProvider clock)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            await task;
            return;
        }

        var expired = new TaskCompletionSource();
        using var timer = clock.CreateTimer(_ => expired.TrySetException(new TimeoutException()), state: null, limit, Timeout.InfiniteTimeSpan);
        await await Task.WhenAny(new[] { task, expired.Task });
    }

    public static async Task ConfigureAwait(this Task task, ConfigureAwaitOptions options)
    {
        try
        {
            await task;
        }
        catch (Exception) when (options == ConfigureAwaitOptions.SuppressThrowing)
        {
        }
    }
}
