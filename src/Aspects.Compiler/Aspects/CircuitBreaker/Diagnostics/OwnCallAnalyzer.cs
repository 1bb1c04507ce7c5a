using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>ASPECT0021: a guarded member is called on the instance itself, which the proxy around it does not see.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnCallAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.OwnCall];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        var guarded = new GuardedMethods(ProxiedInterfaces.Of(start.Compilation));
        start.RegisterOperationBlockAction(block => Analyze(block, guarded));
    }

    private static void Analyze(OperationBlockAnalysisContext context, GuardedMethods guarded)
    {
        if (context.OwningSymbol.ContainingType is not { } type || !guarded.Any(type)) return;

        // Of the members of an interface, those that a proxy does not implement are called on the proxy itself.
        if (type.TypeKind == TypeKind.Interface && !AnnotatedInterface.IsSeenByProxy(context.OwningSymbol)) return;

        var around = guarded.BreakerOf(context.OwningSymbol, type);
        var body = new Body(context.OperationBlocks);
        foreach (var operation in body.Operations.Where(operation => IsOfThis(operation, body)))
        {
            foreach (var method in MethodsOf(operation))
            {
                // Whoever came through the same breaker has been counted there already.
                if (guarded.BreakerOf(method, type) is not { } breaker || breaker.Equals(around, StringComparison.OrdinalIgnoreCase)) continue;
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.OwnCall,
                    operation.Syntax.GetLocation(),
                    (method.AssociatedSymbol ?? method).ToDisplayString(),
                    breaker,
                    context.OwningSymbol.ToDisplayString()));
                break;
            }
        }
    }

    // Not the receiver that an object initializer has without a name.
    private static bool IsOfThis(IOperation operation, Body body)
    {
        var instance = operation switch
        {
            IInvocationOperation call => call.Instance,
            IMemberReferenceOperation member => member.Instance,
            _ => null,
        };
        return instance is not null && body.ValueOf(instance) is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
    }

    /// <summary>What an operation calls, or hands out to be called.</summary>
    private static IEnumerable<IMethodSymbol> MethodsOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => [call.TargetMethod],
        IMethodReferenceOperation group => [group.Method],
        IPropertyReferenceOperation property => AccessorsOf(property).OfType<IMethodSymbol>(),
        _ => [],
    };

    private static IEnumerable<IMethodSymbol?> AccessorsOf(IPropertyReferenceOperation reference) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => [reference.Property.SetMethod],
        IAssignmentOperation assignment when assignment.Target == reference => [reference.Property.GetMethod, reference.Property.SetMethod],
        IIncrementOrDecrementOperation => [reference.Property.GetMethod, reference.Property.SetMethod],
        _ => [reference.Property.GetMethod],
    };
}
