namespace Aspects;

/// <summary>
/// Objects of a type that nobody uses at the moment, kept by the thread that used them last. A few of them: as many as
/// calls end in a burst.
/// </summary>
internal static class ThreadLocalPool<T>
    where T : class
{
    private const int MaxCount = 32;

    [ThreadStatic]
    private static T[]? _spares;

    [ThreadStatic]
    private static int _count;

    /// <summary>One of them, or <see langword="null"/> where this thread has none.</summary>
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
