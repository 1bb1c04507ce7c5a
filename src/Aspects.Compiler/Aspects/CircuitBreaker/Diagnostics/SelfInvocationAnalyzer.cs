using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>ASPECT0021: a call of a guarded member on the own instance. The call bypasses the proxy.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SelfInvocationAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.SelfInvocation];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        var guarded = new GuardedMethods(ProxiedInterfaces.Get(start.Compilation));
        start.RegisterOperationBlockAction(block => Analyze(block, guarded));
    }

    private static void Analyze(OperationBlockAnalysisContext context, GuardedMethods guarded)
    {
        if (context.OwningSymbol.ContainingType is not { } type || !guarded.HasAny(type)) return;

        // Interface members that a proxy does not implement run on the proxy, so that their calls are guarded.
        if (type.TypeKind == TypeKind.Interface && !InterfaceMembers.IsImplementedByProxy(context.OwningSymbol)) return;

        var around = guarded.FindBreaker(context.OwningSymbol, type);
        var body = new Body(context.OperationBlocks);
        foreach (var operation in body.Operations.Where(operation => IsOnOwnInstance(operation, body)))
        {
            foreach (var method in GetMethods(operation))
            {
                // The calling method has counted the call with the same circuit breaker.
                if (guarded.FindBreaker(method, type) is not { } breaker || breaker.Equals(around, StringComparison.OrdinalIgnoreCase)) continue;
                context.ReportDiagnostic(Diagnostic.Create(
                    BreakerDiagnostics.SelfInvocation,
                    operation.Syntax.GetLocation(),
                    (method.AssociatedSymbol ?? method).ToDisplayString(),
                    breaker,
                    context.OwningSymbol.ToDisplayString()));
                break;
            }
        }
    }

    // The implicit receiver of an object initializer is another instance.
    private static bool IsOnOwnInstance(IOperation operation, Body body)
    {
        var instance = operation switch
        {
            IInvocationOperation call => call.Instance,
            IMemberReferenceOperation member => member.Instance,
            _ => null,
        };
        return instance is not null && body.ResolveValue(instance) is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
    }

    /// <summary>Returns the methods that an operation calls or converts to a delegate.</summary>
    private static IEnumerable<IMethodSymbol> GetMethods(IOperation operation) => operation switch
    {
        IInvocationOperation call => [call.TargetMethod],
        IMethodReferenceOperation group => [group.Method],
        IPropertyReferenceOperation property => GetAccessors(property).OfType<IMethodSymbol>(),
        _ => [],
    };

    private static IEnumerable<IMethodSymbol?> GetAccessors(IPropertyReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => [reference.Property.SetMethod],
        IAssignmentOperation assignment when assignment.Target == reference => [reference.Property.GetMethod, reference.Property.SetMethod],
        IIncrementOrDecrementOperation => [reference.Property.GetMethod, reference.Property.SetMethod],
        _ => [reference.Property.GetMethod],
    };
}
