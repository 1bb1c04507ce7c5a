namespace Aspects;

/// <summary>
/// Objects of a type that nobody uses at the moment, kept by the thread that used them last. A few of them: as many as
/// calls end in a burst.
/// </summary>
internal static class Spares<T>
    where T : class
{
    private const int Most = 32;

    [ThreadStatic]
    private static T[]? _kept;

    [ThreadStatic]
    private static int _count;

    /// <summary>One of them, or <see langword="null"/> where this thread has none.</summary>
    public static T? Take()
    {
        if (_count == 0) return null;
        var kept = _kept!;
        var spare = kept[--_count];
        kept[_count] = null!;
        return spare;
    }

    public static void Keep(T spare)
    {
        if (_count == Most) return;
        (_kept ??= new T[Most])[_count++] = spare;
    }
}
