using System.Collections.Generic;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

[CircuitBreaker("other")]
public interface IOtherTypes
{
    (int Sum, string? Text) Tuple((int X, int Y) pair, (string, (int A, int))[] nested);

    dynamic Dynamic(dynamic value, List<dynamic> values, dynamic? maybe);

    Task<dynamic?> DynamicAsync(Dictionary<string, dynamic> values);

    dynamic this[dynamic key] { get; set; }

    [CircuitBreaker("other")]
    dynamic Property { get; set; }

    nint Native(nint signed, nuint unsigned);

    int[,] Arrays(int[][,] jagged, string?[]?[] nullable);

    object? Overloaded(object? value);

    object? Overloaded(string value);

    object? Overloaded(params object?[] values);

    object? Overloaded<T>(T value);

    object? Overloaded<T>(T[] values);
}
