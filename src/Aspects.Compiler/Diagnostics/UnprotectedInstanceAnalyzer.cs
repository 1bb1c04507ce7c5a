using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>ASPECT0019: an instance of a class that code converts to a proxied interface without a proxy.</summary>
/// <remarks>
/// The analyzer skips instances that a container may decorate, and test projects. Tests use fakes without a proxy on
/// purpose.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprotectedInstanceAnalyzer : LibraryAnalyzer
{
    private static readonly ImmutableHashSet<string> TestFrameworks = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core", "xunit.v3.core", "nunit.framework", "MSTest.TestFramework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "TUnit.Core");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ProxyDiagnostics.UnprotectedInstance];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        if (start.Compilation.ReferencedAssemblyNames.Any(static assembly => TestFrameworks.Contains(assembly.Name))) return;
        start.RegisterOperationBlockAction(Analyze);
    }

    private static void Analyze(OperationBlockAnalysisContext context)
    {
        var body = new Body(context.OperationBlocks);
        var flow = new InstanceFlow(body, context.OwningSymbol, context.CancellationToken);
        var report = Reporting.SkipRepeats(context.ReportDiagnostic);
        foreach (var conversion in body.Operations.OfType<IConversionOperation>())
        {
            if (conversion.Type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type) continue;
            if (FindSource(conversion, body) is not { } source || FindClass(source) is not { } made || !IsUnprotected(made, type, context)) continue;
            if (flow.ReachesProxy(conversion, type)) continue;

            var (what, remedy) = source is IObjectCreationOperation
                ? ($"new {made.ToDisplayString()}", "get the interface from a container that decorates it")
                : ($"resolved {made.ToDisplayString()}", $"resolve {type.ToDisplayString()}");
            report(Diagnostic.Create(ProxyDiagnostics.UnprotectedInstance, source.Syntax.GetLocation(), what, type.ToDisplayString(), remedy));
        }
    }

    // Skips variables of an interface type, because the conversion of their value is analyzed.
    private static IOperation? FindSource(IConversionOperation conversion, Body body) =>
        Body.SkipConversions(conversion) is ILocalReferenceOperation { Local.Type.TypeKind: TypeKind.Interface } ? null : body.ResolveValue(conversion);

    private static INamedTypeSymbol? FindClass(IOperation source) =>
        (source is IObjectCreationOperation ? source.Type : Containers.FindResolvedType(source)) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type ? type : null;

    // A decorator relies on the proxy of its inner instance. A class that implements the interface may consist of
    // unprotected parts.
    private static bool IsUnprotected(INamedTypeSymbol made, INamedTypeSymbol type, OperationBlockAnalysisContext context) =>
        made.AllInterfaces.Contains(type, SymbolEqualityComparer.Default)
        && ProxiedInterfaces.Get(context.Compilation).Find(type) is not null
        && !ProxyCreation.IsProxyType(made)
        && !Decorators.IsDecorator(made, type)
        && context.OwningSymbol.ContainingType?.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) != true;
}
