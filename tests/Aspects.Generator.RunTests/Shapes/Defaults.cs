using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Aspects;

namespace Shop;

public enum Size : byte
{
    Small = 1,
    Large = 2,
}

[CircuitBreaker("optional")]
public interface IDefaults
{
    string Optional(
        int number = 5,
        Size size = Size.Large,
        decimal money = 1.5m,
        double limit = double.PositiveInfinity,
        char quote = '\'',
        string? text = "a\"\\\n",
        Guid id = default,
        int? maybe = 3,
        Size? maybeSize = Size.Small,
        CancellationToken cancellationToken = default);

    string Caller([CallerMemberName] string member = "", [CallerLineNumber] int line = 0);

    int Sum(params int[] numbers);

    string Join(string separator, params object?[] parts);

    int Many(
        int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p, int q, int r);

    string this[string name, int number = 3] { get; }
}
