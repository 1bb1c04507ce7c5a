using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Fallbacks;

/// <summary>Methods of the interface as fallbacks, for rejected calls and for failed calls.</summary>
public interface IPrices
{
    [CircuitBreaker("prices", Fallback = nameof(LastPrice))]
    decimal Price(string product);

    [CircuitBreaker("prices", Fallback = nameof(LastPriceAsync))]
    Task<decimal> PriceAsync(string product, CancellationToken cancellationToken);

    [CircuitBreaker("prices", Fallback = nameof(ReportAsync), FallbackOn = FallbackTrigger.RejectionOrFailure)]
    ValueTask<string> DescribeAsync(string product);

    [CircuitBreaker("prices", Fallback = nameof(SkipAsync), FallbackOn = FallbackTrigger.RejectionOrFailure)]
    Task RefreshAsync(CancellationToken cancellationToken);

    [CircuitBreaker("prices", Fallback = nameof(Guess), FallbackOn = FallbackTrigger.RejectionOrFailure)]
    bool TryRead(ref int position, out decimal price);

    [CircuitBreaker("prices", Fallback = nameof(Note))]
    void Write(string product, CancellationToken cancellationToken);

    [CircuitBreaker("prices", Fallback = nameof(SameOf), FallbackOn = FallbackTrigger.RejectionOrFailure)]
    Task<T> EchoAsync<T>(T value, CancellationToken? cancellationToken = null)
        where T : class, IComparable<T>;

    [CircuitBreaker("prices", Fallback = nameof(LastPrices))]
    IAsyncEnumerable<decimal> PricesAsync(string product, CancellationToken cancellationToken);

    [CircuitBreaker("prices", Fallback = nameof(NoChanges))]
    IObservable<decimal> Changes(string product);

    [CircuitBreaker("prices", Fallback = nameof(FromTableAsync))]
    Task<decimal> FromListAsync(string product);

    /// <summary>A fallback with its own breaker.</summary>
    [CircuitBreaker("table")]
    Task<decimal> FromTableAsync(string product);

    decimal LastPrice(string product);

    Task<decimal> LastPriceAsync(string product, CancellationToken cancellationToken, Exception error) => Task.FromResult(1m);

    ValueTask<string> ReportAsync(string product, Exception error) => new($"{product}: {error.GetType().Name}");

    Task SkipAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    bool Guess(ref int position, out decimal price);

    void Note(string product, CancellationToken cancellationToken, Exception error);

    static Task<T> SameOf<T>(T value, CancellationToken? cancellationToken)
        where T : class, IComparable<T> => Task.FromResult(value);

    IAsyncEnumerable<decimal> LastPrices(string product, CancellationToken cancellationToken, Exception error);

    IObservable<decimal> NoChanges(string product, Exception error);
}

/// <summary>An interface with all kinds of members, and another implementation as its fallback.</summary>
[CircuitBreaker("stock", FallbackType = typeof(EmptyStock))]
public interface IStock : IStockReader
{
    Task ReserveAsync(string product, int count, CancellationToken cancellationToken);

    [CircuitBreaker("stock", Fallback = nameof(Estimate))]
    int Left(string product);

    [NoCircuitBreaker]
    int Estimate(string product);
}

public interface IStockReader
{
    [CircuitBreaker("stock")]
    int this[string product] { get; set; }

    Task<int> CountAsync(string product);

    ref readonly int Peek();

    IAsyncEnumerable<string> ProductsAsync();
}

public sealed class EmptyStock : IStock
{
    private static readonly int Nothing;

    public int this[string product]
    {
        get => 0;
        set { }
    }

    public Task<int> CountAsync(string product) => Task.FromResult(0);

    public Task ReserveAsync(string product, int count, CancellationToken cancellationToken) => Task.CompletedTask;

    public int Left(string product) => 0;

    public int Estimate(string product) => 0;

    public ref readonly int Peek() => ref Nothing;

    public async IAsyncEnumerable<string> ProductsAsync()
    {
        await Task.CompletedTask;
        yield break;
    }
}

/// <summary>A fallback that has the type arguments of the interface.</summary>
[CircuitBreaker("cache", FallbackType = typeof(NoCache<>), FallbackOn = FallbackTrigger.RejectionOrFailure)]
public interface ICache<TValue>
    where TValue : notnull
{
    TValue? Get(string key);

    ValueTask<TValue?> GetAsync(string key);
}

public sealed class NoCache<TValue> : ICache<TValue>
    where TValue : notnull
{
    public TValue? Get(string key) => default;

    public ValueTask<TValue?> GetAsync(string key) => default;
}
