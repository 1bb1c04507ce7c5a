using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Where in a body a proxy is put around a proxy.</summary>
internal static class WrappedTwice
{
    public static IEnumerable<IOperation> In(Body body) => body.Operations
        .Where(operation => WithAspects.InstanceOf(operation) is { } instance && WithAspects.InstanceOf(body.ValueOf(instance)) is not null)
        .Concat(body.Operations.OfType<IBlockOperation>().SelectMany(InALine));

    // A variable that is assigned more than once is followed from statement to statement; where the way forks it may be anything.
    private static IEnumerable<IOperation> InALine(IBlockOperation block)
    {
        var proxies = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var statement in block.Operations)
        {
            if (statement is not (IExpressionStatementOperation or IVariableDeclarationGroupOperation or IReturnOperation))
            {
                proxies.Clear();
                continue;
            }

            foreach (var operation in statement.Descendants())
            {
                if (WithAspects.InstanceOf(operation) is { } instance && VariableOf(instance) is { } wrapped && proxies.Contains(wrapped)) yield return operation;
            }

            foreach (var (variable, value) in AssignedIn(statement))
            {
                if (WithAspects.InstanceOf(Body.WithoutConversions(value)) is null) proxies.Remove(variable);
                else proxies.Add(variable);
            }
        }
    }

    private static IEnumerable<(ISymbol Variable, IOperation Value)> AssignedIn(IOperation statement) => statement switch
    {
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } when VariableOf(assignment.Target) is { } variable => [(variable, assignment.Value)],
        IVariableDeclarationGroupOperation group => group.Declarations
            .SelectMany(static declaration => declaration.Declarators)
            .Where(static declarator => declarator.GetVariableInitializer() is not null)
            .Select(static declarator => ((ISymbol)declarator.Symbol, declarator.GetVariableInitializer()!.Value)),
        _ => [],
    };

    private static ISymbol? VariableOf(IOperation operation) => Body.WithoutConversions(operation) switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IParameterReferenceOperation reference => reference.Parameter,
        _ => null,
    };
}
