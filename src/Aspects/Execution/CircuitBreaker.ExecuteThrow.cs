using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Aspects;

// A lambda that only throws converts to a delegate of any result, also to one that returns a task. If the caller names
// the type of the result, the compiler prefers these overloads to those that report tasks.
public sealed partial class CircuitBreaker
{
    /// <inheritdoc cref="Execute{TResult}(Func{TResult})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(2)]
    public TResult Execute<TResult>(Func<NoResult?> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Func<TResult> typed = () => GetDefault<TResult>(call());
        return Execute(typed);
    }

    /// <inheritdoc cref="Execute{TState, TResult}(Func{TState, TResult}, TState)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(2)]
    public TResult Execute<TState, TResult>(Func<TState, NoResult?> call, TState state)
    {
        ArgumentNullException.ThrowIfNull(call);
        Func<TState, TResult> typed = state => GetDefault<TResult>(call(state));
        return Execute(typed, state);
    }

    /// <inheritdoc
    ///   cref="Execute{TState, TResult}(Func{TState, CancellationToken, TResult}, TState, CancellationToken)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(2)]
    public TResult Execute<TState, TResult>(Func<TState, CancellationToken, NoResult?> call, TState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        Func<TState, CancellationToken, TResult> typed = (state, token) => GetDefault<TResult>(call(state, token));
        return Execute(typed, state, cancellationToken);
    }

    // A lambda that returns null or default does not throw. Its result is the default of the type that is written out.
    private static TResult GetDefault<TResult>(NoResult? _) => default!;
}
