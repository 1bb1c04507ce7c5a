using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0005: <c>[CircuitBreaker]</c> on a member that no proxy implements.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedAttributeAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.MisplacedAttribute];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        start.RegisterSyntaxNodeAction(
            AnalyzeFunction,
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        foreach (var (symbol, attribute) in BreakerUses.GetUses((INamedTypeSymbol)context.Symbol))
        {
            if (InterfaceMembers.IsImplementedByProxy(symbol)) continue;
            if (Locations.FindSyntax(attribute.Data, context.Compilation, context.CancellationToken)?.GetLocation() is not { } location) continue;
            var (reason, remedy) = Explain(symbol, attribute, context.Compilation);
            context.ReportDiagnostic(Diagnostic.Create(BreakerDiagnostics.MisplacedAttribute, location, symbol.ToDisplayString(), reason, remedy));
        }
    }

    // Symbol actions do not visit lambdas and local functions.
    private static void AnalyzeFunction(SyntaxNodeAnalysisContext context)
    {
        var (attributes, symbol) = context.Node switch
        {
            LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } function =>
                (function.AttributeLists, context.SemanticModel.GetDeclaredSymbol(function, context.CancellationToken)),
            LambdaExpressionSyntax { AttributeLists.Count: > 0 } lambda =>
                (lambda.AttributeLists, context.SemanticModel.GetSymbolInfo(lambda, context.CancellationToken).Symbol),
            _ => default,
        };
        if (symbol is null || BreakerAttribute.Find(symbol) is not { } attribute) return;

        var location = Locations.FindSyntax(attribute.Data, context.Compilation, context.CancellationToken)?.GetLocation() ?? attributes[0].GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(
            BreakerDiagnostics.MisplacedAttribute,
            location,
            symbol.ToDisplayString(),
            "the function is inside a body",
            "Move [CircuitBreaker] to a member of an interface"));
    }

    private static (string Reason, string Remedy) Explain(ISymbol symbol, BreakerAttribute attribute, Compilation compilation)
    {
        if (symbol.ContainingType is { TypeKind: not TypeKind.Interface } type)
        {
            var implemented = FindImplemented(symbol, type);
            return (
                $"{type.ToDisplayString()} is not an interface",
                implemented is null ? "Move [CircuitBreaker] to a member of an interface" : FindRemedy(implemented, attribute, compilation));
        }

        if (symbol is IMethodSymbol { AssociatedSymbol: IEventSymbol }) return ("a proxy forwards events unguarded", "Move [CircuitBreaker] to a method");
        return FindExplicitlyImplemented(symbol) is { } overridden
            ? ("a proxy calls the interface member that it implements", FindRemedy(overridden, attribute, compilation))
            : ("a proxy does not implement static, private or sealed members", "Move [CircuitBreaker] to a member that implementations provide");
    }

    // An assembly attribute guards an interface of another assembly, which cannot be edited.
    private static string FindRemedy(ISymbol member, BreakerAttribute attribute, Compilation compilation)
    {
        if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly)) return $"Move [CircuitBreaker] to {member.ToDisplayString()}";

        var type = member.ContainingType;
        var name = SymbolDisplay.FormatLiteral(attribute.Name ?? "…", quote: true);
        var members = ExternalInterfaces.GetMemberNames(type).Count > 1 ? $", Members = [\"{member.MetadataName}\"]" : "";
        return type.TypeArguments.Any(static argument => argument is ITypeParameterSymbol)
            ? $"Write [assembly: CircuitBreakerFor(typeof({type.ConstructUnboundGenericType().ToDisplayString()}), {name}{members})] instead"
            : $"Write [assembly: CircuitBreakerFor<{type.ToDisplayString()}>({name}{members})] instead";
    }

    private static ISymbol? FindExplicitlyImplemented(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => FindExplicitlyImplemented(property),
        IMethodSymbol method => method.ExplicitInterfaceImplementations.FirstOrDefault(),
        IPropertySymbol property => property.ExplicitInterfaceImplementations.FirstOrDefault(),
        _ => null,
    };

    // Prefers an interface of this project, which can be edited.
    private static ISymbol? FindImplemented(ISymbol symbol, INamedTypeSymbol type)
    {
        var member = symbol is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : symbol;
        return type.AllInterfaces
            .OrderBy(implemented => !SymbolEqualityComparer.Default.Equals(implemented.ContainingAssembly, type.ContainingAssembly))
            .SelectMany(static implemented => implemented.GetMembers())
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate), member));
    }
}
