using System.Reflection;

namespace Aspects.Generator.RunTests;

/// <summary>
/// Streams whose types are known at run time only: <c>IAsyncEnumerable&lt;T&gt;</c> and <c>IObservable&lt;T&gt;</c>.
/// </summary>
internal static class ReflectedStream
{
    public static bool IsStream(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) || type.GetGenericTypeDefinition() == typeof(IObservable<>));

    /// <summary>Creates a stream of the given type that has one item and then ends or fails.</summary>
    public static object Create(Type type, object? item, Exception? error = null) =>
        Activator.CreateInstance(
            (IsObservable(type) ? typeof(Observable<>) : typeof(Enumerable<>)).MakeGenericType(type.GetGenericArguments()), item, error)!;

    /// <summary>Reads all items of a stream, which are available at once.</summary>
    /// <exception cref="Exception">The stream fails, or its breaker rejects.</exception>
    public static IReadOnlyList<object?> ReadAll(object stream, Type type) =>
        (IReadOnlyList<object?>)typeof(ReflectedStream)
            .GetMethod(IsObservable(type) ? nameof(Observe) : nameof(Enumerate), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [stream], culture: null)!;

    private static bool IsObservable(Type type) => type.GetGenericTypeDefinition() == typeof(IObservable<>);

    private static List<object?> Enumerate<T>(IAsyncEnumerable<T> stream)
    {
        var task = EnumerateAsync(stream);
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private static async Task<List<object?>> EnumerateAsync<T>(IAsyncEnumerable<T> stream)
    {
        var items = new List<object?>();
        await foreach (var item in stream) items.Add(item);
        return items;
    }

    private static List<object?> Observe<T>(IObservable<T> stream)
    {
        var observer = new Observer<T>();
        using (stream.Subscribe(observer))
        {
            return observer.Error is null ? observer.Items : throw observer.Error;
        }
    }

    private sealed class Enumerable<T>(T item, Exception? error) : IAsyncEnumerable<T>
    {
        public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken)
        {
            yield return item;
            await Task.CompletedTask;
            if (error is not null) throw error;
        }
    }

    private sealed class Observable<T>(T item, Exception? error) : IObservable<T>, IDisposable
    {
        public IDisposable Subscribe(IObserver<T> observer)
        {
            observer.OnNext(item);
            if (error is null) observer.OnCompleted();
            else observer.OnError(error);
            return this;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Observer<T> : IObserver<T>
    {
        public List<object?> Items { get; } = [];

        public Exception? Error { get; private set; }

        public void OnNext(T value) => Items.Add(value);

        public void OnError(Exception error) => Error = error;

        public void OnCompleted()
        {
        }
    }
}
