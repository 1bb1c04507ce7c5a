using System.Threading.Tasks.Sources;

namespace Aspects.Benchmarks.Subjects;

/// <summary>A callee whose calls are pending until the benchmark ends them. Its value tasks allocate nothing.</summary>
internal sealed class SuspendedService : IService, IValueTaskSource<int>
{
    private ManualResetValueTaskSourceCore<int> _value;
    private TaskCompletionSource<int> _task = new();

    public int Add(int value) => throw new NotSupportedException();

    public Task<int> AddAsync(int value, CancellationToken cancellationToken)
    {
        _task = new TaskCompletionSource<int>();
        return _task.Task;
    }

    public ValueTask<int> AddValueAsync(int value, CancellationToken cancellationToken)
    {
        _value.Reset();
        return new ValueTask<int>(this, _value.Version);
    }

    public void EndTask() => _task.SetResult(1);

    public void EndValueTask() => _value.SetResult(1);

    public int GetResult(short token) => _value.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _value.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _value.OnCompleted(continuation, state, token, flags);
}
