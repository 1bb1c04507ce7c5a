namespace Aspects;

/// <summary>Runs continuations as controlled operations in place of work of the thread pool.</summary>
internal static class TaskCreationOptions
{
    public const System.Threading.Tasks.TaskCreationOptions RunContinuationsAsynchronously = System.Threading.Tasks.TaskCreationOptions.None;
}
