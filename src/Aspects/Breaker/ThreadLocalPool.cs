namespace Aspects;

/// <summary>A pool of unused objects for each thread.</summary>
/// <typeparam name="T">The type of the objects.</typeparam>
internal static class ThreadLocalPool<T>
    where T : class
{
    // Enough for the calls that end in one burst.
    private const int MaxCount = 32;

    [ThreadStatic]
    private static T[]? _spares;

    [ThreadStatic]
    private static int _count;

    /// <summary>Returns an object of this thread's pool, or <see langword="null"/> if the pool is empty.</summary>
    public static T? Rent()
    {
        if (_count == 0) return null;
        var spares = _spares!;
        var spare = spares[--_count];
        spares[_count] = null!;
        return spare;
    }

    public static void Return(T spare)
    {
        if (_count == MaxCount) return;
        (_spares ??= new T[MaxCount])[_count++] = spare;
    }
}
