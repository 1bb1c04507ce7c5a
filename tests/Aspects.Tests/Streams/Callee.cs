using System.Runtime.CompilerServices;

namespace Aspects.Tests;

/// <summary>A callee that streams numbers from 1 on, one for each item that the test hands it, and remembers what was done with it.</summary>
internal sealed class Callee : IAsyncEnumerable<int>
{
    private readonly Queue<Func<CancellationToken, ValueTask<bool>>> _answers = new();

    public int Enumerations { get; private set; }

    public int Disposals { get; private set; }

    /// <summary>The token that the last enumeration was given.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>Thrown by <c>GetAsyncEnumerator</c>.</summary>
    public Exception? OnEnumerating { get; init; }

    /// <summary>Thrown by <c>DisposeAsync</c>.</summary>
    public Exception? OnDisposing { get; init; }

    public Callee Items(int count)
    {
        for (var i = 0; i < count; i++) _answers.Enqueue(static _ => new ValueTask<bool>(true));
        return this;
    }

    /// <summary>An item, or the end, when the task says so.</summary>
    public Callee Later(Task<bool> answer)
    {
        _answers.Enqueue(_ => new ValueTask<bool>(answer));
        return this;
    }

    /// <summary>Throws from <c>MoveNextAsync</c> itself, before there is a task.</summary>
    public Callee Throws(Exception error)
    {
        _answers.Enqueue(_ => throw error);
        return this;
    }

    /// <summary>Waits until its token is cancelled.</summary>
    public Callee Hangs()
    {
        _answers.Enqueue(static async token =>
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
        return OnEnumerating is null ? new Enumerator(this, cancellationToken) : throw OnEnumerating;
    }

    private sealed class Enumerator(Callee callee, CancellationToken token) : IAsyncEnumerator<int>
    {
        private readonly Queue<Func<CancellationToken, ValueTask<bool>>> _answers = new(callee._answers);

        public int Current { get; private set; }

        public ValueTask<bool> MoveNextAsync()
        {
            Current++;
            return _answers.TryDequeue(out var answer) ? answer(token) : new ValueTask<bool>(false);
        }

        public ValueTask DisposeAsync()
        {
            callee.Disposals++;
            return callee.OnDisposing is null ? default : ValueTask.FromException(callee.OnDisposing);
        }
    }
}
