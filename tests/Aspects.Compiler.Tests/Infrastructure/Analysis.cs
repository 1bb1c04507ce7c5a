using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler.Tests;

/// <summary>Runs every analyzer of the library and compares all that they and the compiler say.</summary>
internal static class Analysis
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(BreakerNameAnalyzer).Assembly.GetTypes()
            .Where(static type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Expects the diagnostics of one source; none where none are given.</summary>
    public static Task Expect(string source, params string[] expected) => Expect(Compilations.Of(source), expected);

    /// <summary>Expects the diagnostics of one source together with what is generated from it.</summary>
    public static async Task ExpectWithProxies(string source, params string[] expected) =>
        AssertSame(expected, await Run(Agreement.Generate(Compilations.Of(source))));

    /// <summary>
    /// Expects the diagnostics of a compilation, in the order of files and places. What the compiler says of unfinished code
    /// counts too, by id and place only: its messages are not ours.
    /// </summary>
    public static async Task Expect(CSharpCompilation compilation, params string[] expected)
    {
        var diagnostics = await Run(compilation);
        AssertSame(expected, diagnostics);
        Agreement.Check(compilation, diagnostics);
    }

    private static void AssertSame(string[] expected, IReadOnlyList<Diagnostic> diagnostics)
    {
        var actual = diagnostics.Select(Line).ToList();
        if (actual.SequenceEqual(expected, StringComparer.Ordinal)) return;

        var lines = string.Join(",\n", actual.Select(static line => SymbolDisplay.FormatLiteral(line, quote: true)));
        Assert.Fail($"Expected {expected.Length} diagnostics, found {actual.Count}. To accept what was found, paste:\n{lines}\n"
            + $"Expected:\n{string.Join("\n", expected)}");
    }

    /// <summary>All diagnostics of the analyzers, hints among them, and the compiler's errors and warnings.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Run(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await new CompilationWithAnalyzers(compilation, Analyzers, options)
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. diagnostics
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning || IsOurs(diagnostic))
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan)
                .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.GetMessage(null), StringComparer.Ordinal),
        ];
    }

    /// <summary><c>A.cs(2,17) error ASPECT0001 at «""»: the message</c>, with the text it points at in the marks.</summary>
    private static string Line(Diagnostic diagnostic)
    {
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;
        var severity = diagnostic.Severity.ToString().ToLowerInvariant();
        var place = $"{diagnostic.Location.SourceTree?.FilePath}({start.Line + 1},{start.Character + 1}) {severity} {diagnostic.Id}";
        if (!IsOurs(diagnostic) && diagnostic.Id != "AD0001") return place;

        var text = diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan);
        return $"{place} at «{text}»: {diagnostic.GetMessage(null)}";
    }

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("ASPECT", StringComparison.Ordinal);
}
