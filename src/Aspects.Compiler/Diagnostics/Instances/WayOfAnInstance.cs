using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>Where an instance goes from an expression on: into a proxy or a container, or out of the body without one.</summary>
internal sealed class WayOfAnInstance(Body body, ISymbol owner, CancellationToken cancellationToken)
{
    private readonly Dictionary<ISymbol, bool> _variables = new(SymbolEqualityComparer.Default);

    /// <summary>Whether an instance of an interface gets its proxy on its way.</summary>
    public bool LeadsToProxy(IOperation expression, INamedTypeSymbol type) => expression.Parent switch
    {
        IVariableDeclaratorOperation declarator => IsWrapped(declarator.Symbol, type),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => IsWrapped(target.Local, type),
        IReturnOperation returned => IsWrappedByCaller(returned, type),
        IArgumentOperation { Parent: { } called } argument => IsWrappedBy(called, argument.Parameter, type),
        { } passing when PassesOn(passing) => LeadsToProxy(passing, type),
        _ => false,
    };

    private bool IsWrapped(ILocalSymbol local, INamedTypeSymbol type)
    {
        if (_variables.TryGetValue(local, out var known)) return known;

        // No until a use says yes: a variable may lead back to itself.
        _variables[local] = false;
        return _variables[local] = body.UsesOf(local).Any(use => LeadsToProxy(use, type));
    }

    // A container decorates what its factories return.
    private bool IsWrappedByCaller(IReturnOperation returned, INamedTypeSymbol type) => FunctionAround(returned) switch
    {
        IAnonymousFunctionOperation lambda => Containers.IsFactory(lambda.Symbol) || LeadsToProxy(lambda, type),
        ILocalFunctionOperation function => Containers.IsFactory(function.Symbol),
        _ => owner is IMethodSymbol method && Containers.IsFactory(method),
    };

    private bool IsWrappedBy(IOperation called, IParameterSymbol? parameter, INamedTypeSymbol type)
    {
        if (WithAspects.InstanceOf(called) is not null || Containers.IsRegistration(called)) return true;
        if (parameter is not null && WithAspects.IsDoneBehind(parameter, cancellationToken)) return true;
        return called is IObjectCreationOperation { Type: INamedTypeSymbol made } && IsAround(made, type) && LeadsToProxy(called, type);
    }

    private static bool PassesOn(IOperation operation) => operation
        is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation
        or ISwitchExpressionOperation or ISwitchExpressionArmOperation or IVariableInitializerOperation or IDelegateCreationOperation
        or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation;

    // What is around the instance is looked at in its place: a decorator, or something that brings it later.
    private static bool IsAround(INamedTypeSymbol made, INamedTypeSymbol type) =>
        Decorators.Brings(made, type)
        || (made.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) && Decorators.IsAround(made, type));

    private static IOperation? FunctionAround(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation) return around;
        }

        return null;
    }
}
