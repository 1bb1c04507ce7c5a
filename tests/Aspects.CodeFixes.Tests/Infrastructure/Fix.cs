using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes.Tests;

/// <summary>
/// Applies a fix to sources and compares every document with what it should be. What comes out has to compile without a warning, and
/// must not have the diagnostic any more.
/// </summary>
internal static class Fix
{
    public static IReadOnlyList<CodeFixProvider> All { get; } =
    [
        .. typeof(NameFix).Assembly.GetTypes()
            .Where(static type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Applies the action of that title, which is one of those offered for the first diagnostic of the provider.</summary>
    public static Task Applies<TFix>(string title, string before, string after, bool compiles = true)
        where TFix : CodeFixProvider, new() => Applies<TFix>(title, [before], [after], compiles);

    public static async Task Applies<TFix>(string title, string[] before, string[] after, bool compiles = true)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = Sources.Open(workspace, before);
        var (fix, diagnostic) = await Found<TFix>(project);
        var actions = await Offered(fix, project, diagnostic);

        var action = actions.Find(action => action.Title == title);
        Assert.True(action is not null, $"Not offered: {title}. Offered: {string.Join("; ", actions.Select(static offered => offered.Title))}");
        await AssertChanged(project, action, after, diagnostic, compiles);
    }

    /// <summary>Applies the action of that title everywhere at once.</summary>
    public static async Task AppliesToAll<TFix>(string title, string[] before, string[] after)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = Sources.Open(workspace, before);
        var (fix, diagnostic) = await Found<TFix>(project);
        var action = (await Offered(fix, project, diagnostic)).Single(action => action.Title == title);
        var context = new FixAllContext(
            project.GetDocument(diagnostic.Location.SourceTree)!,
            fix,
            FixAllScope.Project,
            action.EquivalenceKey,
            fix.FixableDiagnosticIds,
            new Diagnoses(),
            TestContext.Current.CancellationToken);

        var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        await AssertChanged(project, all!, after, diagnostic, compiles: true);
    }

    /// <summary>The titles that are offered for the first diagnostic of the provider.</summary>
    public static async Task Offers<TFix>(string source, params string[] titles)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = Sources.Open(workspace, [source]);
        var (fix, diagnostic) = await Found<TFix>(project);

        Assert.Equal(titles, (await Offered(fix, project, diagnostic)).Select(static action => action.Title));
    }

    private static async Task<(CodeFixProvider Fix, Diagnostic Diagnostic)> Found<TFix>(Project project)
        where TFix : CodeFixProvider, new()
    {
        var fix = new TFix();
        var diagnostics = await Sources.Diagnose(project);
        var diagnostic = diagnostics.FirstOrDefault(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id));
        Assert.True(diagnostic is not null, $"No {fix.FixableDiagnosticIds[0]} in the source; there is {string.Join("; ", diagnostics)}");
        return (fix, diagnostic);
    }

    private static async Task<List<CodeAction>> Offered(CodeFixProvider fix, Project project, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = project.GetDocument(diagnostic.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions;
    }

    private static async Task AssertChanged(Project project, CodeAction action, string[] after, Diagnostic diagnostic, bool compiles)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;

        Assert.Equal(after, await Sources.Texts(changed));
        if (compiles) Assert.Empty(await Sources.Errors(changed));
        var remaining = await Sources.Diagnose(changed);
        Assert.DoesNotContain(remaining, left => left.Id == diagnostic.Id && left.GetMessage(null) == diagnostic.GetMessage(null));
    }

    private sealed class Diagnoses : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Sources.Diagnose(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await Sources.Diagnose(document.Project)).Where(diagnostic => document.Project.GetDocument(diagnostic.Location.SourceTree)?.Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(ImmutableArray<Diagnostic>.Empty);
    }
}
