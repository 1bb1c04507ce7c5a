using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Keys;

/// <summary>One breaker for each model, and a single breaker for a member without a model.</summary>
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

    /// <summary>The callee can replace the model and fail.</summary>
    [CircuitBreaker("cached", Fallback = nameof(Cached), FallbackOn = FallbackTrigger.RejectionOrFailure)]
    string Answer([CircuitKey] ref string model);

    [CircuitBreaker("cached", Fallback = nameof(CachedAsync), FallbackOn = FallbackTrigger.RejectionOrFailure)]
    Task<string> AnswerAsync([CircuitKey] string model);

    string Cached(ref string model) => "cached " + model;

    Task<string> CachedAsync(string model) => Task.FromResult("cached " + model);
}
