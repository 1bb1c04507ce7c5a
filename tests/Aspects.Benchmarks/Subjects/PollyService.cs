using Polly;
using Polly.CircuitBreaker;

namespace Aspects.Benchmarks.Subjects;

/// <summary>
/// A decorator with Polly, as its documentation recommends for speed: with passed state and without closures.
/// </summary>
internal sealed class PollyService : IService
{
    private readonly IService _inner;
    private readonly ResiliencePipeline _pipeline;

    public PollyService(IService inner, CircuitBreakerManualControl? control = null)
        : this(inner, new CircuitBreakerStrategyOptions { ManualControl = control })
    {
    }

    private PollyService(IService inner, CircuitBreakerStrategyOptions options)
    {
        _inner = inner;
        _pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(options).Build();
    }

    public static PollyService CreateNeverOpening(IService inner) =>
        new(inner, new CircuitBreakerStrategyOptions { MinimumThroughput = int.MaxValue });

    public int Add(int value) =>
        _pipeline.Execute(static (call, _) => call.Inner.Add(call.Value), (Inner: _inner, Value: value), CancellationToken.None);

    public async Task<int> AddAsync(int value, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            static async (call, token) => await call.Inner.AddAsync(call.Value, token).ConfigureAwait(false),
            (Inner: _inner, Value: value),
            cancellationToken).ConfigureAwait(false);

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(
            static (call, token) => call.Inner.AddValueAsync(call.Value, token),
            (Inner: _inner, Value: value),
            cancellationToken);
}
