using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Finds proxies around proxies in a body.</summary>
internal static class DoubleProxies
{
    public static IEnumerable<IOperation> Find(Body body) => body.Operations
        .Where(operation => ProxyCreation.FindInstance(operation) is { } instance && ProxyCreation.FindInstance(body.ResolveValue(instance)) is not null)
        .Concat(body.Operations.OfType<IBlockOperation>().SelectMany(FindInStatements));

    // Follows reassigned variables from statement to statement. After a branch, every variable is unknown.
    private static IEnumerable<IOperation> FindInStatements(IBlockOperation block)
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
                if (ProxyCreation.FindInstance(operation) is { } instance && FindVariable(instance) is { } wrapped && proxies.Contains(wrapped)) yield return operation;
            }

            foreach (var (variable, value) in FindAssignments(statement))
            {
                if (ProxyCreation.FindInstance(Body.SkipConversions(value)) is null) proxies.Remove(variable);
                else proxies.Add(variable);
            }
        }
    }

    private static IEnumerable<(ISymbol Variable, IOperation Value)> FindAssignments(IOperation statement) => statement switch
    {
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } when FindVariable(assignment.Target) is { } variable => [(variable, assignment.Value)],
        IVariableDeclarationGroupOperation group => group.Declarations
            .SelectMany(static declaration => declaration.Declarators)
            .Where(static declarator => declarator.GetVariableInitializer() is not null)
            .Select(static declarator => ((ISymbol)declarator.Symbol, declarator.GetVariableInitializer()!.Value)),
        _ => [],
    };

    private static ISymbol? FindVariable(IOperation operation) => Body.SkipConversions(operation) switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IParameterReferenceOperation reference => reference.Parameter,
        _ => null,
    };
}
