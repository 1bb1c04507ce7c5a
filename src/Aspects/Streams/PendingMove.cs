using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Aspects;

/// <summary>
/// Waits for items that are not there yet: one task source for all the items of an enumeration, so that waiting allocates nothing
/// however many enumerations wait at once. Made for the first item that is waited for.
/// </summary>
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

        // With the caller's context, as an async method would: rules that judge exceptions may look at what flows with it.
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
#pragma warning disable CA1031 // It is callerTask on: the consumer awaits it.
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
