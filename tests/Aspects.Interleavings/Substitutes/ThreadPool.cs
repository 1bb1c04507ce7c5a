namespace Aspects;

// The types of this folder replace types of .NET that Coyote does not control. The compiler finds them first, because
// they have the namespace of the runtime.

/// <summary>Queues work as tasks, whose interleavings Coyote explores.</summary>
internal static class ThreadPool
{
    public static void UnsafeQueueUserWorkItem(IThreadPoolWorkItem work, bool preferLocal) => _ = Task.Run(work.Execute);
}
