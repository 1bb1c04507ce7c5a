using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>
/// Follows an instance through a body: to a proxy, to a container, or out of the body without either.
/// </summary>
internal sealed class InstanceFlow(Body body, ISymbol owner, CancellationToken cancellationToken)
{
    private readonly Dictionary<ISymbol, bool> _variables = new(SymbolEqualityComparer.Default);

    /// <summary>Returns whether an instance reaches a proxy or a container.</summary>
    public bool ReachesProxy(IOperation expression, INamedTypeSymbol type) => expression.Parent switch
    {
        IVariableDeclaratorOperation declarator => IsWrapped(declarator.Symbol, type),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => IsWrapped(target.Local, type),
        IReturnOperation returned => IsWrappedByCaller(returned, type),
        IArgumentOperation { Parent: { } called } argument => IsWrappedBy(called, argument.Parameter, type),
        { } passing when Forwards(passing) => ReachesProxy(passing, type),
        _ => false,
    };

    private bool IsWrapped(ILocalSymbol local, INamedTypeSymbol type)
    {
        if (_variables.TryGetValue(local, out var known)) return known;

        // Stores false first, because a variable may flow into itself.
        _variables[local] = false;
        return _variables[local] = body.GetUses(local).Any(use => ReachesProxy(use, type));
    }

    // A container decorates the results of its factories.
    private bool IsWrappedByCaller(IReturnOperation returned, INamedTypeSymbol type) => FindFunction(returned) switch
    {
        IAnonymousFunctionOperation lambda => Containers.IsFactory(lambda.Symbol) || ReachesProxy(lambda, type),
        ILocalFunctionOperation function => Containers.IsFactory(function.Symbol),
        _ => owner is IMethodSymbol method && Containers.IsFactory(method),
    };

    private bool IsWrappedBy(IOperation called, IParameterSymbol? parameter, INamedTypeSymbol type)
    {
        if (ProxyCreation.FindInstance(called) is not null || Containers.IsRegistration(called)) return true;
        if (parameter is not null && ProxyCreation.WrapsParameter(parameter, cancellationToken)) return true;
        return called is IObjectCreationOperation { Type: INamedTypeSymbol made } && IsWrapper(made, type) && ReachesProxy(called, type);
    }

    private static bool Forwards(IOperation operation) => operation
        is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation
        or ISwitchExpressionOperation or ISwitchExpressionArmOperation or IVariableInitializerOperation or IDelegateCreationOperation
        or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation;

    // A wrapper continues the flow: a decorator, or an object that provides the instance later.
    private static bool IsWrapper(INamedTypeSymbol made, INamedTypeSymbol type) =>
        Decorators.Provides(made, type)
        || (made.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) && Decorators.IsDecorator(made, type));

    private static IOperation? FindFunction(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return around;
        }

        return null;
    }
}
