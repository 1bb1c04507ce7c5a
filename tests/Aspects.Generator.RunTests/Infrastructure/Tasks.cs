using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>Tasks of types that are known at run time only.</summary>
internal static class Tasks
{
    public static bool IsTask(Type type) =>
        type == typeof(Task)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    /// <summary>A task of the given type that ends as the other does.</summary>
    public static object After(Task task, Type type)
    {
        if (type == typeof(Task)) return task;
        if (type == typeof(ValueTask)) return new ValueTask(task);
        var after = typeof(Tasks).GetMethod(nameof(AfterAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, [task])!;
        return type.GetGenericTypeDefinition() == typeof(Task<>) ? after : Activator.CreateInstance(type, after)!;
    }

    public static Task Of(object task) => task switch
    {
        Task already => already,
        ValueTask value => value.AsTask(),
        _ => (Task)task.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(task, null)!,
    };

    /// <summary>How a task ended that has failed.</summary>
    public static Exception ExceptionOf(Task task)
    {
        Assert.Equal(TaskStatus.Faulted, task.Status);
        return Assert.Single(task.Exception!.InnerExceptions);
    }

    private static async Task<T> AfterAsync<T>(Task task)
    {
        await task;
        return default!;
    }
}
