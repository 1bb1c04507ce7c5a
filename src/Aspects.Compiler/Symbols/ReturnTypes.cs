using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Recognizes return types that are tasks or streams.</summary>
internal static class ReturnTypes
{
    public static TaskShape GetTaskShape(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: <= 1 } named || !KnownTypes.Is(named, "System.Threading.Tasks", named.Name))
        {
            return TaskShape.None;
        }

        return (named.Name, named.Arity) switch
        {
            ("Task", 0) => TaskShape.Task,
            ("Task", _) => TaskShape.TaskOfResult,
            (_, 0) => TaskShape.ValueTask,
            _ => TaskShape.ValueTaskOfResult,
        };
    }

    /// <summary>
    /// Returns the shape of a stream. Derived interfaces are no streams, because a proxy would lose their members.
    /// </summary>
    public static StreamShape GetStreamShape(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Arity: 1 } when KnownTypes.Is(type, "System.Collections.Generic", "IAsyncEnumerable") => StreamShape.AsyncEnumerable,
        INamedTypeSymbol { Arity: 1 } when KnownTypes.Is(type, "System", "IObservable") => StreamShape.Observable,
        _ => StreamShape.None,
    };
}

internal enum TaskShape
{
    None,
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
}

internal enum StreamShape
{
    None,
    AsyncEnumerable,
    Observable,
}
