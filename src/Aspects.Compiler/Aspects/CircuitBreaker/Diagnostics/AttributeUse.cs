using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>A circuit breaker attribute in the source of this compilation.</summary>
internal readonly record struct AttributeUse(
    ISymbol Symbol, BreakerAttribute Attribute, AttributeSyntax Syntax, Compilation Compilation, Action<Diagnostic> Report)
{
    /// <summary>The owner of the attribute, as messages show it.</summary>
    public string Owner => Describe(Attribute);

    /// <summary>
    /// Calls <paramref name="analyze"/> for each attribute: on interfaces, on their members, and on the assembly.
    /// </summary>
    public static void Register(CompilationStartAnalysisContext start, Action<AttributeUse> analyze) => Register(start, analyze, static _ => { });

    /// <summary>
    /// Calls <paramref name="analyze"/> once for all attributes, ordered by file and position, at the end of the
    /// compilation.
    /// </summary>
    public static void RegisterAtEnd(CompilationStartAnalysisContext start, Action<IReadOnlyList<AttributeUse>, CompilationAnalysisContext> analyze)
    {
        var uses = new ConcurrentBag<AttributeUse>();
        Register(start, uses.Add, end =>
        {
            var inOrder = uses
                .OrderBy(static use => use.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(static use => use.Syntax.SpanStart);
            analyze([.. inOrder], end);
        });
    }

    /// <summary>Describes the owner of an attribute for messages.</summary>
    public static string Describe(BreakerAttribute attribute) => attribute.Owner is IAssemblySymbol
        ? attribute.ExternalType is { } type ? $"the assembly for {type.ToDisplayString()}" : "the assembly"
        : attribute.Owner.ToDisplayString();

    private static void Register(CompilationStartAnalysisContext start, Action<AttributeUse> visit, Action<CompilationAnalysisContext> finish)
    {
        start.RegisterSymbolAction(
            symbol =>
            {
                foreach (var (owner, attribute) in BreakerUses.GetUses((INamedTypeSymbol)symbol.Symbol))
                {
                    Visit(owner, attribute, symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken);
                }
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(end =>
        {
            foreach (var attribute in BreakerAttribute.FindOnAssembly(end.Compilation.Assembly))
            {
                Visit(end.Compilation.Assembly, attribute, end.Compilation, end.ReportDiagnostic, end.CancellationToken);
            }

            finish(end);
        });

        void Visit(ISymbol owner, BreakerAttribute attribute, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
        {
            if (Locations.FindSyntax(attribute.Data, compilation, cancellationToken) is not { } syntax) return;
            visit(new AttributeUse(owner, attribute, syntax, compilation, report));
        }
    }
}
