namespace Aspects;

/// <summary>Creates a value at its first use, in steps that other threads can interleave with.</summary>
internal static class LazyInitializer
{
    public static T EnsureInitialized<T>(ref T? target, Func<T> create)
        where T : class =>
        Volatile.Read(ref target) ?? Interlocked.CompareExchange(ref target, create(), null) ?? target!;
}
