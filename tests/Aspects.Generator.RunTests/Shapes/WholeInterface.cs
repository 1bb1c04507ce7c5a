using System;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Stock;

[CircuitBreaker("stock")]
public interface IStock : IDisposable, IAsyncDisposable
{
    int Count(string item);

    Task ReserveAsync(string item, int amount, CancellationToken cancellationToken = default);

    [NoCircuitBreaker]
    string Describe(string item);

    string Name { get; set; }

    int Capacity { get; }

    string Label { set; }

    [CircuitBreaker("stock prices")]
    decimal Price { get; set; }

    [CircuitBreaker("stock prices")]
    Task<int> TotalAsync { get; }

    int Limit { get; [CircuitBreaker("stock")] set; }

    string this[int shelf] { get; set; }

    [CircuitBreaker("stock")]
    string this[string item, int shelf = 1] { get; [NoCircuitBreaker] set; }

    event EventHandler? Changed;

    event Action<string> SoldOut;
}
