using System;
using Aspects;

namespace Shop.Clashing;

[CircuitBreaker("inner")]
public interface IClashes
{
    int Locals(int __permit, int __result, int __error, int _inner, int inner, int aspects, int value);

    T Types<T, _inner2, __permit2>(T value, _inner2 other, __permit2 third);

    string _inner { get; set; }

    [CircuitBreaker("permit")]
    int this[int __result] { get; set; }

    void WithAspects();

    void TryEnter();

    void Dispose();

    bool Equals(object? other);

    int GetHashCode();

    string? ToString();

    Type GetType();
}

#pragma warning disable CS8981 // The shape needs names in lower case.
[CircuitBreaker("aspects")]
public interface IClashingTypes<inner, aspects, _aspects>
    where inner : notnull
{
    inner First(inner value);

    aspects Second(aspects aspects);

    _aspects Third(_aspects value);
}
