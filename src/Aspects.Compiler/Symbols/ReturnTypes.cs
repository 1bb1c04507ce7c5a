using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Which return types are tasks, and which are streams.</summary>
internal static class ReturnTypes
{
    public static TaskShape KindOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: <= 1, ContainingType: null } named || !IsInTasksNamespace(named))
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

    /// <summary>These very interfaces: of one derived from them the proxy could not keep what it adds.</summary>
    public static StreamShape StreamOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { Name: "IAsyncEnumerable", Arity: 1, ContainingType: null } stream when IsInCollectionsNamespace(stream) =>
            StreamShape.AsyncEnumerable,
        INamedTypeSymbol { Name: "IObservable", Arity: 1, ContainingType: null } stream when IsInSystemNamespace(stream) =>
            StreamShape.Observable,
        _ => StreamShape.None,
    };

    private static bool IsInSystemNamespace(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsInCollectionsNamespace(INamedTypeSymbol type) =>
        type.ContainingNamespace is
        {
            Name: "Generic",
            ContainingNamespace: { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
        };

    private static bool IsInTasksNamespace(INamedTypeSymbol type) =>
        type.ContainingNamespace is
        {
            Name: "Tasks",
            ContainingNamespace: { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
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
