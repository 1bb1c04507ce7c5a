using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>
/// The generator says nothing, so the analyzers have to say all of it: an annotated interface has a proxy exactly where
/// they give no reason against one. Checked over everything that the tests analyze.
/// </summary>
internal static class Agreement
{
    public static void Check(CSharpCompilation compilation, IReadOnlyList<Diagnostic> diagnostics)
    {
        var generated = Generate(compilation);
        var proxied = ProxiesIn(generated);
        foreach (var type in AnnotatedIn(compilation))
        {
            var name = type.ToDisplayString();
            var isRefused = diagnostics.Any(diagnostic => IsRefusal(diagnostic, type));
            if (proxied.Contains(name)) Assert.False(isRefused, $"{name} has a proxy, and a diagnostic that says it cannot have one.");
            else Assert.True(isRefused || diagnostics.Any(diagnostic => IsErrorIn(diagnostic, type)), $"{name} has no proxy, and nothing says why.");
        }

        if (diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)) return;
        var unexpected = generated.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(unexpected);
    }

    public static Compilation Generate(CSharpCompilation compilation)
    {
        CSharpGeneratorDriver
            .Create([new AspectsGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return generated;
    }

    /// <summary>The names of the interfaces that have a proxy.</summary>
    public static HashSet<string> ProxiesIn(Compilation generated) =>
    [
        .. generated.GetSymbolsWithName(static name => name.EndsWith("Proxy", StringComparison.Ordinal), SymbolFilter.Type)
            .Cast<INamedTypeSymbol>()
            .SelectMany(static proxy => proxy.Interfaces)
            .Select(static implemented => implemented.OriginalDefinition.ToDisplayString()),
    ];

    private static IEnumerable<INamedTypeSymbol> AnnotatedIn(CSharpCompilation compilation) =>
        compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(static type => type.TypeKind == TypeKind.Interface && BreakerUses.IsAnnotated(type));

    private static bool IsRefusal(Diagnostic diagnostic, INamedTypeSymbol type) => diagnostic.Id switch
    {
        "ASPECT0001" => type.AllInterfaces.Append(type).Any(around => IsIn(diagnostic, around)),
        "ASPECT0003" => diagnostic.GetMessage(null).StartsWith($"The interface {type.ToDisplayString()} cannot have a proxy", StringComparison.Ordinal),
        _ => false,
    };

    // The compiler has the word where an attribute is not finished.
    private static bool IsErrorIn(Diagnostic diagnostic, INamedTypeSymbol type) =>
        diagnostic.Id.StartsWith("CS", StringComparison.Ordinal) && diagnostic.Severity == DiagnosticSeverity.Error && IsIn(diagnostic, type);

    private static bool IsIn(Diagnostic diagnostic, INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(
        reference => reference.SyntaxTree == diagnostic.Location.SourceTree && reference.Span.IntersectsWith(diagnostic.Location.SourceSpan));
}
