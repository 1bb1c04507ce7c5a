using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Keys;

/// <summary>One breaker for each model, and one for all of them where there is no model to tell apart.</summary>
public interface ILanguageModels
{
    [CircuitBreaker("llm", ConsecutiveFailures = 2)]
    Task<string> AskAsync([CircuitKey] string model, string prompt, CancellationToken cancellationToken);

    [CircuitBreaker("llm")]
    IAsyncEnumerable<string> StreamAsync(string prompt, [CircuitKey(Capacity = 50)] string model, CancellationToken cancellationToken);

    [CircuitBreaker("llm")]
    int Count([CircuitKey] string @event);

    [CircuitBreaker("tenants")]
    decimal Spent([CircuitKey] (int Tenant, string Model) both);

    [CircuitBreaker("tenants")]
    void Charge([CircuitKey] in (int Tenant, string Model) both, out decimal rest);

    [CircuitBreaker("pages")]
    int this[[CircuitKey] long page] { get; set; }

    [CircuitBreaker("models")]
    ValueTask<int> ModelsAsync();
}
