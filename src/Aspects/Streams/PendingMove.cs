using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Aspects;

/// <summary>Waits for the items of one enumeration that are not ready yet.</summary>
/// <remarks>
/// Created at the first wait. One task source serves all items of the enumeration, so later waits allocate nothing.
/// </remarks>
internal sealed class PendingMove<T> : IValueTaskSource<bool>
    where T : allows ref struct
{
    private readonly GuardedStream<T> _stream;
    private readonly Action _completeMove;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _next;
    private ManualResetValueTaskSourceCore<bool> _source;

    public PendingMove(GuardedStream<T> stream)
    {
        _stream = stream;
        _completeMove = CompleteMove;
    }

    public ValueTask<bool> Begin(ValueTask<bool> next)
    {
        _source.Reset();
        _next = next.ConfigureAwait(false).GetAwaiter();
        var version = _source.Version;

        // Captures the caller's execution context like an async method, because classification rules may read it.
        if (_next.IsCompleted) CompleteMove();
        else _next.OnCompleted(_completeMove);
        return new ValueTask<bool>(this, version);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void CompleteMove()
    {
        var next = _next;
        _next = default;
        bool hasItem;
        try
        {
            hasItem = _stream.RecordMove(next.GetResult());
        }
#pragma warning disable CA1031 // The consumer gets the exception from the task source.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _stream.FailInFilter(error);
            _source.SetException(error);
            return;
        }

        _source.SetResult(hasItem);
    }
}
