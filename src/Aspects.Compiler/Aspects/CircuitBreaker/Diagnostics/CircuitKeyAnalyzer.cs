using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0013: a parameter with <c>[CircuitKey]</c> that cannot be a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CircuitKeyAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.UnusableKey];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(
            static symbol => Analyze((IParameterSymbol)symbol.Symbol, symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.Parameter);
        start.RegisterSyntaxNodeAction(AnalyzeInBody, SyntaxKind.Parameter);
    }

    // Symbol actions do not visit the parameters of lambdas and local functions.
    private static void AnalyzeInBody(SyntaxNodeAnalysisContext context)
    {
        var syntax = (ParameterSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || !IsInBody(syntax)) return;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } parameter) return;
        Analyze(parameter, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
    }

    private static bool IsInBody(ParameterSyntax parameter) =>
        (parameter.Parent is ParameterListSyntax list ? list.Parent : parameter.Parent) is LocalFunctionStatementSyntax or LambdaExpressionSyntax;

    private static void Analyze(IParameterSymbol parameter, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        if (CircuitKey.Read(parameter) is not { } key || ExplainUnusable(key, compilation) is not { } reason) return;
        if (Locations.FindSyntax(key.Attribute, compilation, cancellationToken) is not { } syntax) return;
        report(Diagnostic.Create(BreakerDiagnostics.UnusableKey, syntax.GetLocation(), parameter.Name, parameter.ContainingSymbol.ToDisplayString(), reason));
    }

    private static string? ExplainUnusable(CircuitKey key, Compilation compilation)
    {
        var member = key.Parameter.ContainingSymbol;
        if (!InterfaceMembers.IsImplementedByProxy(member)) return "no proxy implements the member. Mark the parameter of the interface member.";
        return IsGuarded(member, compilation)
            ? key.ReasonAgainst(compilation)
            : "no circuit breaker guards the member. Add [CircuitBreaker(\"…\")], or remove [CircuitKey].";
    }

    // An inheriting interface or an assembly attribute may guard a member without attributes.
    private static bool IsGuarded(ISymbol member, Compilation compilation) => ProxiedInterfaces.Get(compilation).FindForms(member)
        .Any(static form => InterfaceMembers.GetCalls(form.Member).Any(call => AttributePrecedence.FindBreaker(call, form.Proxied) is not null));
}
