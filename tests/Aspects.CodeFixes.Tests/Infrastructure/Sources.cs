using System.Collections.Immutable;
using Aspects.Compiler;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.CodeFixes.Tests;

/// <summary>A project of a user, with documents A.cs, B.cs and so on.</summary>
internal static class Sources
{
    // The usings of ImplicitUsings.
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(BreakerNameAnalyzer).Assembly.GetTypes()
            .Where(static type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly AnalyzerFileReference Generator = new(typeof(AspectsGenerator).Assembly.Location, new LoadedAssemblies());

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static Project Open(Workspace workspace, IReadOnlyList<string> sources)
    {
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(id, "Shop", "Shop", LanguageNames.CSharp)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable))
            .WithProjectParseOptions(id, new CSharpParseOptions(LanguageVersion.CSharp14))
            .AddMetadataReferences(id, Net100.References.All)
            .AddMetadataReference(id, MetadataReference.CreateFromFile(typeof(CircuitBreakerAttribute).Assembly.Location))
            .AddAnalyzerReference(id, Generator)
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(sources.Any(ImportsLibrary) ? Usings : $"global using Aspects;\n{Usings}"));
        for (var i = 0; i < sources.Count; i++)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"{(char)('A' + i)}.cs", SourceText.From(sources[i]), filePath: $"{(char)('A' + i)}.cs");
        }

        return solution.GetProject(id)!;
    }

    // If one file imports the library, the other files do not.
    private static bool ImportsLibrary(string source) => source.Contains("using Aspects;", StringComparison.Ordinal);

    /// <summary>Returns the diagnostics of the analyzers, in the order of documents and positions.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        var diagnostics = await new CompilationWithAnalyzers(compilation!, Analyzers, new AnalyzerOptions([]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan),
        ];
    }

    public static async Task<IEnumerable<string>> Errors(Project project)
    {
        var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
        return compilation!.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(static diagnostic => diagnostic.ToString());
    }

    public static async Task<List<string>> Texts(Project project)
    {
        var texts = new List<string>();
        foreach (var document in project.Documents.Where(static document => document.Name != "Usings.cs").OrderBy(static document => document.Name, StringComparer.Ordinal))
        {
            texts.Add((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        return texts;
    }
}
