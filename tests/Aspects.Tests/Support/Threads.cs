namespace Aspects.Tests;

/// <summary>Runs work on several threads at once, and hands on what goes wrong in any of them.</summary>
internal static class Threads
{
    /// <summary>More than the processors of a small machine, so that threads are interrupted in the middle of things.</summary>
    public const int Many = 4;

    /// <summary>Runs work on threads that begin together.</summary>
    public static void Run(int count, Action<int> work) => Run(count, (index, _) => work(index));

    /// <summary>Runs work on threads that begin together and can wait for one another.</summary>
    /// <param name="count">How many threads.</param>
    /// <param name="work">Is given the number of its thread, and what to call to wait until all have come as far.</param>
    public static void Run(int count, Action<int, Action> work)
    {
        var errors = new List<Exception>();
        using var barrier = new Barrier(count);
        using var failed = new CancellationTokenSource();
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                Meet();
                work(index, Meet);
            }
            catch (OperationCanceledException) when (failed.IsCancellationRequested)
            {
                // Another thread has failed and will not come to the meeting any more.
            }
            catch (Exception error)
            {
                lock (errors) errors.Add(error);
                failed.Cancel();
            }
        })).ToArray();

        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (errors.Count > 0) throw new AggregateException(errors);

        void Meet() => barrier.SignalAndWait(failed.Token);
    }
}
