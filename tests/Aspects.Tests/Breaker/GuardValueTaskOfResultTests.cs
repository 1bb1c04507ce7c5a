using System.Threading.Tasks.Sources;

namespace Aspects.Tests;

/// <summary>Guarding a <see cref="ValueTask{TResult}"/>.</summary>
public sealed class GuardValueTaskOfResultTests : GuardContract
{
    [Fact]
    public void A_completed_task_is_returned_itself()
    {
        var inner = Task.FromResult(1);

        var guarded = new Circuit().Enter().Guard(new ValueTask<int>(inner)).AsTask();

        Assert.Same(inner, guarded);
    }

    [Fact]
    public async Task The_result_of_a_pending_task_reaches_the_caller()
    {
        var source = new TaskCompletionSource<string>();

        var guarded = new Circuit().Enter().Guard(new ValueTask<string>(source.Task));
        source.SetResult("token");

        Assert.Equal("token", await guarded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_is_read_only_once(bool endsBeforeItIsGuarded)
    {
        var source = new ReadOnce();
        if (endsBeforeItIsGuarded) source.End(9);

        var guarded = new Circuit().Enter().Guard(source.Task);
        if (!endsBeforeItIsGuarded) source.End(9);

        Assert.Equal(9, await guarded);
        Assert.Equal(1, source.Reads);
    }

    internal override Task Guard(ref CircuitPermit permit, Task<int> inner, CancellationToken cancellationToken) =>
        permit.Guard(new ValueTask<int>(inner), cancellationToken).AsTask();

    private sealed class ReadOnce : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core;

        public int Reads { get; private set; }

        public ValueTask<int> Task => new(this, _core.Version);

        public void End(int result) => _core.SetResult(result);

        public int GetResult(short token)
        {
            Reads++;
            return _core.GetResult(token);
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);
    }
}
