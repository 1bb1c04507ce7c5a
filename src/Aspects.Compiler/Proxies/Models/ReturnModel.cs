namespace Aspects.Compiler;

/// <summary>What a method returns.</summary>
/// <param name="Kind">How the caller receives the outcome of the call.</param>
/// <param name="Type">The type as code, with <c>ref</c> if the result is a reference.</param>
/// <param name="Result">The type of a task's result.</param>
/// <param name="IsJudgeable">Whether a result can be a type argument. The rules for outcomes require this.</param>
internal sealed record ReturnModel(ReturnKind Kind, string Type, string? Result, bool IsJudgeable = false)
{
    public bool IsTask => IsValueTask || Kind is ReturnKind.Task or ReturnKind.TaskOfResult;

    public bool IsValueTask => Kind is ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult;

    public bool IsStream => Kind is ReturnKind.AsyncEnumerable or ReturnKind.Observable;
}

internal enum ReturnKind
{
    Void,
    Value,
    Reference,
    ReadOnlyReference,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    AsyncEnumerable,
    Observable,
}
