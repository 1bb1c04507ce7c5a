using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Aspects;

// Execute would count a call that returns a task as a success before the task ends. So the compiler prefers these
// overloads for such a call, and reports an error. A lambda that only throws uses other overloads: the type parameter
// is inferred from a task only, and with an explicit type an overload for NoResult has priority. The unused parameter
// makes these overloads differ from the others.
#pragma warning disable IDE0060, CA1801, CA1822, CA1068, RS0026, RS0027 // No call of these methods compiles.
public sealed partial class CircuitBreaker
{
    private const string UseExecuteAsync =
        "Execute counts a call as a success before its task has ended, because Execute does not await the task. "
        + "Call ExecuteAsync and await the result.";

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public TTask Execute<TTask>(Func<TTask> call, Task? unused = null)
        where TTask : Task => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public TTask Execute<TTask>(Func<TTask> call, ValueTask unused = default)
        where TTask : struct, IEquatable<ValueTask> => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public ValueTask<TResult> Execute<TResult>(Func<ValueTask<TResult>> call) => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public TTask Execute<TState, TTask>(Func<TState, TTask> call, TState state, Task? unused = null)
        where TTask : Task => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public TTask Execute<TState, TTask>(Func<TState, TTask> call, TState state, ValueTask unused = default)
        where TTask : struct, IEquatable<ValueTask> => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public ValueTask<TResult> Execute<TState, TResult>(Func<TState, ValueTask<TResult>> call, TState state) =>
        throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public TTask Execute<TState, TTask>(
        Func<TState, CancellationToken, TTask> call, TState state, CancellationToken cancellationToken, Task? unused = null)
        where TTask : Task => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public TTask Execute<TState, TTask>(
        Func<TState, CancellationToken, TTask> call, TState state, CancellationToken cancellationToken, ValueTask unused = default)
        where TTask : struct, IEquatable<ValueTask> => throw new NotSupportedException(UseExecuteAsync);

    /// <summary>Reports a call that returns a task. Call <c>ExecuteAsync</c> and await the result.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UseExecuteAsync, error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    [OverloadResolutionPriority(1)]
    public ValueTask<TResult> Execute<TState, TResult>(
        Func<TState, CancellationToken, ValueTask<TResult>> call, TState state, CancellationToken cancellationToken) =>
        throw new NotSupportedException(UseExecuteAsync);
}
