using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>One use of an attribute with settings in this compilation, and where to say something about it.</summary>
internal readonly record struct AttributeUse(
    ISymbol Symbol, BreakerAttribute Attribute, AttributeSyntax Syntax, Compilation Compilation, Action<Diagnostic> Report)
{
    /// <summary>Has every use looked at: on interfaces, on their members, and on the assembly.</summary>
    public static void Register(CompilationStartAnalysisContext start, Action<AttributeUse> analyze)
    {
        start.RegisterSymbolAction(
            symbol =>
            {
                foreach (var (owner, attribute) in AnnotatedInterface.UsesOn((INamedTypeSymbol)symbol.Symbol))
                {
                    Analyze(owner, attribute, symbol.Compilation, symbol.ReportDiagnostic, analyze, symbol.CancellationToken);
                }
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var attribute in BreakerAttribute.OnAssembly(end.Compilation.Assembly))
            {
                Analyze(end.Compilation.Assembly, attribute, end.Compilation, end.ReportDiagnostic, analyze, end.CancellationToken);
            }
        });
    }

    /// <summary>Has all uses looked at together, at the end of the compilation, in the order of files and places.</summary>
    public static void RegisterAtEnd(CompilationStartAnalysisContext start, Action<IReadOnlyList<AttributeUse>, CompilationAnalysisContext> analyze)
    {
        var uses = new ConcurrentBag<AttributeUse>();
        start.RegisterSymbolAction(
            symbol =>
            {
                foreach (var (owner, attribute) in AnnotatedInterface.UsesOn((INamedTypeSymbol)symbol.Symbol))
                {
                    Analyze(owner, attribute, symbol.Compilation, symbol.ReportDiagnostic, uses.Add, symbol.CancellationToken);
                }
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var attribute in BreakerAttribute.OnAssembly(end.Compilation.Assembly))
            {
                Analyze(end.Compilation.Assembly, attribute, end.Compilation, end.ReportDiagnostic, uses.Add, end.CancellationToken);
            }

            var inOrder = uses
                .OrderBy(static use => use.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(static use => use.Syntax.SpanStart);
            analyze([.. inOrder], end);
        });
    }

    /// <summary>What it stands on, for people.</summary>
    public string Place => Places.TextOf(Attribute);

    private static void Analyze(
        ISymbol symbol,
        BreakerAttribute attribute,
        Compilation compilation,
        Action<Diagnostic> report,
        Action<AttributeUse> analyze,
        CancellationToken cancellationToken)
    {
        if (Places.Of(attribute.Data, compilation, cancellationToken) is not { } syntax) return;
        analyze(new AttributeUse(symbol, attribute, syntax, compilation, report));
    }
}
