using System;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop;

[CircuitBreaker("by reference")]
public interface IByReference
{
    void Modifiers(ref int counter, out string text, in long limit, ref readonly Guid id);

    ref int Slot(int index);

    ref readonly int Peek(int index);

    ref int Current { get; }

    ref readonly int CurrentReadOnly { get; }

    [CircuitBreaker("by reference")]
    ref int Guarded { get; }

    ref int this[int index] { get; }

    Span<char> Slice(Span<char> text, int start);

    ReadOnlySpan<char> Trim(ReadOnlySpan<char> text);

    int Sum(scoped ReadOnlySpan<int> numbers, scoped ref int total);

    void Head(ReadOnlySpan<char> text, out ReadOnlySpan<char> head);

    Task<int> MeasureAsync(string text, out int length);

    ValueTask CancelAsync(in CancellationToken cancellationToken);

    Task TokenComesOutAsync(out CancellationToken cancellationToken);
}
