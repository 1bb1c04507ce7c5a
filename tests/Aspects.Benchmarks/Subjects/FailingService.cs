namespace Aspects.Benchmarks.Subjects;

/// <summary>
/// A callee that fails at once. It opens breakers, and measures the cost of an exception without a breaker.
/// </summary>
internal sealed class FailingService : IService
{
    public int Add(int value) => throw new InvalidOperationException();

    public Task<int> AddAsync(int value, CancellationToken cancellationToken) =>
        Task.FromException<int>(new InvalidOperationException());

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken) =>
        ValueTask.FromException<int>(new InvalidOperationException());
}
