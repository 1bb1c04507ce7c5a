using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>Tasks whose types are known at run time only.</summary>
internal static class ReflectedTask
{
    public static bool IsTask(Type type) =>
        type == typeof(Task)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    /// <summary>Creates a task of the given type that ends like another task.</summary>
    public static object CreateFrom(Task task, Type type)
    {
        if (type == typeof(Task)) return task;
        if (type == typeof(ValueTask)) return new ValueTask(task);
        var after = typeof(ReflectedTask).GetMethod(nameof(AwaitAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, [task])!;
        return type.GetGenericTypeDefinition() == typeof(Task<>) ? after : Activator.CreateInstance(type, after)!;
    }

    public static Task AsTask(object task) => task switch
    {
        Task already => already,
        ValueTask value => value.AsTask(),
        _ => (Task)task.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(task, null)!,
    };

    /// <summary>Returns the exception of a failed task.</summary>
    public static Exception GetException(Task task)
    {
        Assert.Equal(TaskStatus.Faulted, task.Status);
        return Assert.Single(task.Exception!.InnerExceptions);
    }

    private static async Task<T> AwaitAsync<T>(Task task)
    {
        await task;
        return default!;
    }
}
