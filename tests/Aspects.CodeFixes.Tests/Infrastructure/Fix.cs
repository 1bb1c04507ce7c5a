using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes.Tests;

/// <summary>
/// Applies a fix to sources and compares every document with the expected text. The result must compile without a
/// warning, together with its generated code, and has only the diagnostics that a test states.
/// </summary>
internal static class Fix
{
    public static IReadOnlyList<CodeFixProvider> All { get; } =
    [
        .. typeof(NameFix).Assembly.GetTypes()
            .Where(static type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>Applies the action with a title to the first diagnostic of the provider.</summary>
    public static Task Applies<TFix>(string title, string before, string after, params string[] left)
        where TFix : CodeFixProvider, new() => Applies<TFix>(title, [before], [after], left);

    public static async Task Applies<TFix>(string title, string[] before, string[] after, params string[] left)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = Sources.Open(workspace, before);
        var (fix, diagnostic) = await Found<TFix>(project);
        var actions = await Offered(fix, project, diagnostic);

        var action = actions.Find(action => action.Title == title);
        Assert.True(action is not null, $"Not offered: {title}. Offered: {string.Join("; ", actions.Select(static offered => offered.Title))}");
        await AssertChanged(project, action, after, left);
    }

    /// <summary>Applies the action with a title to all diagnostics of a scope.</summary>
    public static Task AppliesToAll<TFix>(string title, string[] before, string[] after, params string[] left)
        where TFix : CodeFixProvider, new() => AppliesToAll<TFix>(FixAllScope.Project, title, before, after, left);

    public static async Task AppliesToAll<TFix>(FixAllScope scope, string title, string[] before, string[] after, params string[] left)
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = Sources.Open(workspace, before);
        var (fix, diagnostic) = await Found<TFix>(project);
        var action = (await Offered(fix, project, diagnostic)).Single(action => action.Title == title);
        var context = new FixAllContext(
            project.GetDocument(diagnostic.Location.SourceTree)!,
            fix,
            scope,
            action.EquivalenceKey,
            fix.FixableDiagnosticIds,
            new Diagnoses(),
            TestContext.Current.CancellationToken);

        var all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        await AssertChanged(project, all!, after, left);
    }

    /// <summary>Expects the titles of all actions for the first diagnostic of the provider.</summary>
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

    private static async Task AssertChanged(Project project, CodeAction action, string[] after, string[] left)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;

        Assert.Equal(after, await Sources.Texts(changed));
        IEnumerable<string> found = [.. await Sources.Errors(changed), .. (await Sources.Diagnose(changed)).Select(Line)];
        Assert.Equal(left, found);
    }

    /// <summary><c>ASPECT0012 at «Open»</c>: the id, and the text at its location.</summary>
    private static string Line(Diagnostic diagnostic) =>
        $"{diagnostic.Id} at «{diagnostic.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan)}»";

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
