using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Rules;

/// <summary>Which return types are tasks.</summary>
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
