using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Generics;

public interface IItem
{
    string Id { get; }
}

public class Item : IItem
{
    public string Id { get; set; } = "";
}

public class SpecialItem : Item, IDisposable
{
    public void Dispose() => GC.SuppressFinalize(this);
}

[CircuitBreaker("store")]
public interface IStore<in TKey, TItem, TState>
    where TKey : notnull, IComparable<TKey>
    where TItem : class, IItem, new()
    where TState : unmanaged
{
    TItem? Find(TKey key);

    Task<TItem?> FindAsync(TKey key);

    ValueTask SaveAsync(TKey key, TItem item, TState state);

    IReadOnlyDictionary<string, List<TItem?>> All(TState? state);

    TResult Map<TResult>(TItem item, Func<TItem, TResult> map);
}

[CircuitBreaker("source")]
public interface ISource<out T>
{
    T Next();
}

[CircuitBreaker("methods")]
public interface IGenericMethods
{
    T Same<T>(T value);

    T? Any<T>(T? value);

    T? Class<T>(T? value)
        where T : class;

    T? NullableClass<T>(T? value)
        where T : class?;

    T? Struct<T>(T? value)
        where T : struct;

    T Unmanaged<T>(T value)
        where T : unmanaged;

    T NotNull<T>(T value)
        where T : notnull;

    T? MaybeNotNull<T>(T? value)
        where T : notnull;

    T? Base<T>(T? value)
        where T : Item;

    T? Interface<T>(T? value)
        where T : IItem, new();

    T? Enumeration<T>(T value)
        where T : struct, Enum;

    TDerived? Naked<TBase, TDerived>(TBase item, TDerived? derived)
        where TDerived : class, TBase;

    (T? First, T?[] Others) InTuple<T>(List<T?> values);

    Task<T?> TaskAsync<T>(string key)
        where T : IItem;

    ValueTask<T> ValueTaskAsync<T>(T value);
}
