using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler.Tests;

/// <summary>Only projects that reference the library pay for the analyzers.</summary>
public sealed class LibraryReferenceTests
{
    [Fact]
    public async Task A_project_without_the_library_is_not_analyzed()
    {
        var all = Compilations.Of("public interface IAuth { void A(); }");
        var without = all.RemoveReferences(all.References.Where(static reference => Path.GetFileName(reference.Display) == "Aspects.dll"));

        Assert.All(await ActionsOn(without), static actions => Assert.Equal(0, actions));
        Assert.All(await ActionsOn(all), static actions => Assert.NotEqual(0, actions));
    }

    private static async Task<IReadOnlyList<int>> ActionsOn(CSharpCompilation compilation)
    {
        var analysis = compilation.WithAnalyzers(Analysis.Analyzers, options: null);
        await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var counts = new List<int>();
        foreach (var analyzer in Analysis.Analyzers.Where(static analyzer => analyzer is not DiagnosticSuppressor))
        {
            var actions = await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
            counts.Add(actions.SymbolActionsCount + actions.SyntaxNodeActionsCount + actions.OperationBlockActionsCount + actions.CompilationEndActionsCount);
        }

        return counts;
    }
}
