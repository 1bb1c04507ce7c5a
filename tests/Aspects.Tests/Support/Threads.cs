namespace Aspects.Tests;

/// <summary>Runs work on several threads at once and rethrows their exceptions.</summary>
internal static class Threads
{
    /// <summary>
    /// More than the processors of a small machine, so that threads are interrupted during an operation.
    /// </summary>
    public const int Many = 4;

    /// <summary>Runs work on threads that start together.</summary>
    public static void Run(int count, Action<int> work) => Run(count, (index, _) => work(index));

    /// <summary>Runs work on threads that start together and can wait for each other.</summary>
    /// <param name="count">The number of threads.</param>
    /// <param name="work">The work, with the number of its thread and an action that waits for all threads.</param>
    public static void Run(int count, Action<int, Action> work)
    {
        var errors = new List<Exception>();
        using var barrier = new Barrier(count);
        using var failed = new CancellationTokenSource();
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                WaitForAll();
                work(index, WaitForAll);
            }
            catch (OperationCanceledException) when (failed.IsCancellationRequested)
            {
                // Another thread has failed and does not reach the barrier.
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

        void WaitForAll() => barrier.SignalAndWait(failed.Token);
    }
}
