using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Streaming;

[CircuitBreaker("streams")]
public interface IStreams
{
    IAsyncEnumerable<string> AnswerAsync(string prompt, CancellationToken cancellationToken);

    // The attribute has no effect here, but existing code has it.
#pragma warning disable CS8424
    IAsyncEnumerable<string?> OptionalAsync([EnumeratorCancellation] CancellationToken cancellationToken = default);
#pragma warning restore CS8424

    IAsyncEnumerable<int> FirstAsync(CancellationToken? cancellationToken, params int[] numbers);

    IAsyncEnumerable<(int Id, string? Name)> PairsAsync(out int count);

    IAsyncEnumerable<dynamic> AnythingAsync(dynamic filter);

    IAsyncEnumerable<int>? MaybeAsync();

    IAsyncEnumerable<T?> OfAsync<T>(T? first)
        where T : class;

    IObservable<string> Watch(string topic, CancellationToken cancellationToken);

    IObservable<int>? MaybeWatch();

    [CircuitBreaker("prices")]
    IAsyncEnumerable<decimal> Prices { get; }

    [NoCircuitBreaker]
    IAsyncEnumerable<int> UnguardedAsync();

    // The work of these types happens later, and callers need the types themselves.
    IPages PagesAsync();

    Task<IAsyncEnumerable<int>> OpenAsync();
}

public interface IPages : IAsyncEnumerable<int>
{
    int Count { get; }
}

[CircuitBreaker("feed")]
public interface IFeed<T>
{
    IAsyncEnumerable<T> ReadAsync(T after, CancellationToken cancellationToken);

    IObservable<T> Watch();
}
