using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Aspects;

/// <summary>Updates an array in steps that other threads can interleave with.</summary>
internal static class ImmutableInterlocked
{
    public static bool Update<T, TArgument>(ref ImmutableArray<T> target, Func<ImmutableArray<T>, TArgument, ImmutableArray<T>> update, TArgument argument)
    {
        ref var array = ref System.Runtime.CompilerServices.Unsafe.As<ImmutableArray<T>, T[]?>(ref target);
        while (true)
        {
            var seen = Volatile.Read(ref array);
            var updated = ImmutableCollectionsMarshal.AsArray(update(ImmutableCollectionsMarshal.AsImmutableArray(seen), argument));
            if (updated == seen) return false;
            if (Interlocked.CompareExchange(ref array, updated, seen) == seen) return true;
        }
    }
}
