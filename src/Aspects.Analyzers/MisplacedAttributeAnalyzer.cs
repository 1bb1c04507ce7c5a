using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0005: a breaker guards the calls that go through a proxy, and a proxy has the members of an interface.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisplacedAttributeAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Misplaced];

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
        foreach (var (symbol, attribute) in AnnotatedInterface.UsesOn((INamedTypeSymbol)context.Symbol))
        {
            if (AnnotatedInterface.IsSeenByProxy(symbol)) continue;
            if (Places.Of(attribute.Data, context.Compilation, context.CancellationToken)?.GetLocation() is not { } location) continue;
            var (reason, place) = Explain(symbol);
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Misplaced, location, symbol.ToDisplayString(), reason, place));
        }
    }

    // Functions inside a body are members of nothing.
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
        if (symbol is null || BreakerAttribute.On(symbol) is not { } attribute) return;

        var location = Places.Of(attribute.Data, context.Compilation, context.CancellationToken)?.GetLocation() ?? attributes[0].GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.Misplaced,
            location,
            symbol.ToDisplayString(),
            "it is a function inside a body and a proxy implements an interface",
            "a member of an interface"));
    }

    private static (string Reason, string Place) Explain(ISymbol symbol)
    {
        if (symbol.ContainingType is { TypeKind: not TypeKind.Interface } type)
        {
            return ($"{type.ToDisplayString()} is not an interface and a proxy implements one", ImplementedBy(symbol, type));
        }

        if (symbol is IMethodSymbol { AssociatedSymbol: IEventSymbol }) return ("events are passed through unguarded", "a method");
        var overridden = ExplicitlyImplementedBy(symbol);
        return overridden is null
            ? ("a proxy implements neither static, private nor sealed members of an interface", "a member that implementations provide")
            : ("a proxy calls the member that is implemented here", overridden.ToDisplayString());
    }

    private static ISymbol? ExplicitlyImplementedBy(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => ExplicitlyImplementedBy(property),
        IMethodSymbol method => method.ExplicitInterfaceImplementations.FirstOrDefault(),
        IPropertySymbol property => property.ExplicitInterfaceImplementations.FirstOrDefault(),
        _ => null,
    };

    private static string ImplementedBy(ISymbol symbol, INamedTypeSymbol type)
    {
        var member = symbol is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : symbol;
        var implemented = type.AllInterfaces
            .SelectMany(static implemented => implemented.GetMembers())
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate), member));
        return implemented is null ? "a member of an interface" : implemented.ToDisplayString();
    }
}
