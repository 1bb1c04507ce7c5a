using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Analyzers;

/// <summary>
/// ASPECT0019: a new instance is used as an annotated interface without its proxy. Not where a container will put the proxy around it,
/// nor in tests, where instances stand in for others on purpose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprotectedInstanceAnalyzer : LibraryAnalyzer
{
    private const string Containers = "Microsoft.Extensions.DependencyInjection";

    private static readonly ImmutableHashSet<string> TestFrameworks = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core", "xunit.v3.core", "nunit.framework", "MSTest.TestFramework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "TUnit.Core");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnprotectedInstance];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        if (start.Compilation.ReferencedAssemblyNames.Any(static assembly => TestFrameworks.Contains(assembly.Name))) return;
        start.RegisterOperationAction(Analyze, OperationKind.Conversion);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var conversion = (IConversionOperation)context.Operation;
        if (conversion is not { Type: INamedTypeSymbol { TypeKind: TypeKind.Interface } type, Operand: IObjectCreationOperation { Type: { } created } creation }
            || ProxiedInterfaces.Of(context.Compilation).Find(type) is null
            || WithCircuitBreaker.IsProxy(created)
            || IsDecorator(creation, type)
            || context.ContainingSymbol.ContainingType?.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) == true
            || IsProtectedLater(conversion))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.UnprotectedInstance, creation.Syntax.GetLocation(), created.ToDisplayString(), type.ToDisplayString()));
    }

    // What is put around another instance of the interface leaves the breaker to that one.
    private static bool IsDecorator(IObjectCreationOperation creation, ITypeSymbol type) =>
        creation.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, type));

    private static bool IsProtectedLater(IConversionOperation conversion)
    {
        for (IOperation? operation = conversion; operation is not null; operation = operation.Parent)
        {
            if (WithCircuitBreaker.InstanceOf(operation) is not null || IsRegistration(operation)) return true;
            if (operation is IVariableDeclaratorOperation { Symbol: var local } && IsWrapped(local, operation)) return true;
        }

        return false;
    }

    // A container may have been told to decorate what it is given.
    private static bool IsRegistration(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method }
        && method.ContainingNamespace.ToDisplayString().StartsWith(Containers, StringComparison.Ordinal);

    private static bool IsWrapped(ILocalSymbol local, IOperation declaration)
    {
        var root = declaration;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().Any(operation =>
            WithCircuitBreaker.InstanceOf(operation) is { } instance
            && WithCircuitBreaker.WithoutConversions(instance) is ILocalReferenceOperation wrapped
            && SymbolEqualityComparer.Default.Equals(wrapped.Local, local));
    }
}
