using System;
using System.Diagnostics.CodeAnalysis;
using Aspects;

namespace Shop.RefStructs;

public interface IMeasured
{
    int Length { get; }
}

public ref struct Frame(Span<int> data) : IMeasured
{
    public Span<int> Data = data;

    public readonly int Length => Data.Length;
}

[CircuitBreaker("frames")]
public interface IFrames
{
    T Same<T>(T value)
        where T : allows ref struct;

    int Measure<T>(scoped T value)
        where T : IMeasured, allows ref struct;

    Frame Skip(Frame frame, int count);

    void Take(scoped in Frame frame, [UnscopedRef] out Frame rest);

    int Sum(params ReadOnlySpan<int> numbers);

    string this[scoped Frame frame] { get; }
}

[CircuitBreaker("frames")]
public interface IConverter<in TFrom, out TTo>
    where TFrom : allows ref struct
    where TTo : allows ref struct
{
    TTo Convert(TFrom value);
}
