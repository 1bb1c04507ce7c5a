namespace Aspects.Benchmarks.Subjects;

/// <summary>A callee that fails at once: opens breakers, and shows what an exception costs with nothing around it.</summary>
internal sealed class FailingService : IService
{
    public int Add(int value) => throw new InvalidOperationException();

    public Task<int> AddAsync(int value, CancellationToken cancellationToken) =>
        Task.FromException<int>(new InvalidOperationException());

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken) =>
        ValueTask.FromException<int>(new InvalidOperationException());
}
