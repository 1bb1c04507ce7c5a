using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0019: an instance that is made or resolved by its class is used as a proxied interface without its proxy. Not where a container
/// will put the proxy around it, nor in tests, where instances stand in for others on purpose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnprotectedInstanceAnalyzer : LibraryAnalyzer
{
    private static readonly ImmutableHashSet<string> TestFrameworks = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.core", "xunit.v3.core", "nunit.framework", "MSTest.TestFramework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "TUnit.Core");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnprotectedInstance];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        if (start.Compilation.ReferencedAssemblyNames.Any(static assembly => TestFrameworks.Contains(assembly.Name))) return;
        start.RegisterOperationBlockAction(Analyze);
    }

    private static void Analyze(OperationBlockAnalysisContext context)
    {
        var body = new Body(context.OperationBlocks);
        var ways = new WayOfAnInstance(body, context.OwningSymbol, context.CancellationToken);
        var report = Reports.Once(context.ReportDiagnostic);
        foreach (var conversion in body.Operations.OfType<IConversionOperation>())
        {
            if (conversion.Type is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type) continue;
            if (SourceOf(conversion, body) is not { } source || ClassOf(source) is not { } made || !IsUnprotected(made, type, context)) continue;
            if (ways.LeadsToProxy(conversion, type)) continue;

            var (what, remedy) = source is IObjectCreationOperation
                ? ($"A new {made.ToDisplayString()}", "take it from a container that does")
                : ($"A {made.ToDisplayString()} that is resolved by its class", $"resolve {type.ToDisplayString()}");
            report(Diagnostic.Create(Descriptors.UnprotectedInstance, source.Syntax.GetLocation(), what, type.ToDisplayString(), remedy));
        }
    }

    // What has been in a variable of an interface has been looked at on its way in there.
    private static IOperation? SourceOf(IConversionOperation conversion, Body body) =>
        Body.WithoutConversions(conversion) is ILocalReferenceOperation { Local.Type.TypeKind: TypeKind.Interface } ? null : body.ValueOf(conversion);

    private static INamedTypeSymbol? ClassOf(IOperation source) =>
        (source is IObjectCreationOperation ? source.Type : Containers.AskedFor(source)) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type ? type : null;

    // Decorators leave the breaker to what they are around, and a class that implements the interface may be made of others that do.
    private static bool IsUnprotected(INamedTypeSymbol made, INamedTypeSymbol type, OperationBlockAnalysisContext context) =>
        made.AllInterfaces.Contains(type, SymbolEqualityComparer.Default)
        && ProxiedInterfaces.Of(context.Compilation).Find(type) is not null
        && !WithAspects.IsProxy(made)
        && !Decorators.IsAround(made, type)
        && context.OwningSymbol.ContainingType?.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) != true;
}
