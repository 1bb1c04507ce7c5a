using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>A callee that streams the numbers from 1 on, and counts its enumerations and disposals.</summary>
internal sealed class StreamCallee : IAsyncEnumerable<int>
{
    private readonly Queue<Func<CancellationToken, ValueTask<bool>>> _steps = new();

    public int Enumerations { get; private set; }

    public int Disposals { get; private set; }

    /// <summary>The token of the last enumeration.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>Thrown by <c>GetAsyncEnumerator</c>.</summary>
    public Exception? EnumerationError { get; init; }

    /// <summary>Thrown by <c>DisposeAsync</c>.</summary>
    public Exception? DisposalError { get; init; }

    public StreamCallee Items(int count)
    {
        for (var i = 0; i < count; i++) _steps.Enqueue(static _ => new ValueTask<bool>(true));
        return this;
    }

    /// <summary>Yields an item or ends, by the result of the task.</summary>
    public StreamCallee ItemWhen(Task<bool> step)
    {
        _steps.Enqueue(_ => new ValueTask<bool>(step));
        return this;
    }

    /// <summary>Throws from <c>MoveNextAsync</c> itself, not from its task.</summary>
    public StreamCallee Throw(Exception error)
    {
        _steps.Enqueue(_ => throw error);
        return this;
    }

    /// <summary>Waits until its token is cancelled.</summary>
    public StreamCallee Hang()
    {
        _steps.Enqueue(static async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return true;
        });
        return this;
    }

    public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Enumerations++;
        Token = cancellationToken;
        return EnumerationError is null ? new Enumerator(this, cancellationToken) : throw EnumerationError;
    }

    private sealed class Enumerator(StreamCallee callee, CancellationToken token) : IAsyncEnumerator<int>
    {
        private readonly Queue<Func<CancellationToken, ValueTask<bool>>> _steps = new(callee._steps);

        public int Current { get; private set; }

        public ValueTask<bool> MoveNextAsync()
        {
            Current++;
            return _steps.TryDequeue(out var step) ? step(token) : new ValueTask<bool>(false);
        }

        public ValueTask DisposeAsync()
        {
            callee.Disposals++;
            return callee.DisposalError is null ? default : ValueTask.FromException(callee.DisposalError);
        }
    }
}
