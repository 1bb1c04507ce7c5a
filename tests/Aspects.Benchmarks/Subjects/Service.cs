namespace Aspects.Benchmarks.Subjects;

/// <summary>A callee that succeeds.</summary>
internal sealed class Service : IService
{
    private static readonly Task<int> Ended = Task.FromResult(1);

    public int Add(int value) => value + 1;

    public Task<int> AddAsync(int value, CancellationToken cancellationToken) => Ended;

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken) => new(value + 1);
}
