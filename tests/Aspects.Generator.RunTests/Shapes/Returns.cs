using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Returns;

[CircuitBreaker("returns")]
public interface IReturns
{
    void Nothing();

    int Number();

    string? Text();

    (int Id, string? Name) Pair();

    Task RunAsync();

    Task<string?> TextAsync();

    ValueTask WaitAsync();

    ValueTask<int> NumberAsync();

    Task<Task<int>> TaskOfTaskAsync();

    Task? MaybeAsync();

    Task<int>? MaybeNumberAsync();

    Task<int> MeasureAsync(string text, out int length);

    IEnumerable<int> Sequence();

    Func<int> Later();

    IAsyncEnumerable<int> StreamAsync();

    IObservable<int> Watch();
}
