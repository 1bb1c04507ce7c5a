using System;
using System.Diagnostics.CodeAnalysis;
using Aspects;

namespace Shop.RefStructs;

public interface IMeasured
{
    int Length { get; }
}

public ref struct Packet(Span<int> data) : IMeasured
{
    public Span<int> Data = data;

    public readonly int Length => Data.Length;
}

[CircuitBreaker("packets")]
public interface IPackets
{
    T Same<T>(T value)
        where T : allows ref struct;

    int Measure<T>(scoped T value)
        where T : IMeasured, allows ref struct;

    Packet Skip(Packet packet, int count);

    void Take(scoped in Packet packet, [UnscopedRef] out Packet rest);

    int Sum(params ReadOnlySpan<int> numbers);

    string this[scoped Packet packet] { get; }
}

[CircuitBreaker("packets")]
public interface IConverter<in TFrom, out TTo>
    where TFrom : allows ref struct
    where TTo : allows ref struct
{
    TTo Convert(TFrom value);
}
