using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.CodeFixes;

/// <summary>Fixes one diagnostic after another, each in the solution that the previous fix has left.</summary>
/// <remarks>The default provider of Roslyn edits in parallel and drops edits that touch each other.</remarks>
internal sealed class SequentialFixAllProvider : FixAllProvider
{
    public static readonly SequentialFixAllProvider Instance = new();

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Fix all",
        cancellationToken => FixAllAsync(fixAllContext.WithCancellationToken(cancellationToken)),
        fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAllAsync(FixAllContext context)
    {
        var solution = context.Solution;
        var found = await FindAsync(context, solution).ConfigureAwait(false);

        // A fix may replace code with a further diagnostic. The next round finds that diagnostic again. A round without
        // progress is the last.
        for (var before = int.MaxValue; found.Count > 0 && found.Count < before;)
        {
            before = found.Count;
            solution = await FixRoundAsync(context, solution, found).ConfigureAwait(false);
            found = await FindAsync(context, solution).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>Finds the diagnostics of the scope, in the order of files and positions.</summary>
    private static async Task<IReadOnlyCollection<Place>> FindAsync(FixAllContext context, Solution solution)
    {
        var places = new List<Place>();
        foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [solution.GetProject(context.Project.Id)!])
        {
            // Diagnostics of the whole project, because those of one document lack the diagnostics of compilation end
            // actions.
            foreach (var diagnostic in await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false))
            {
                if (Documents.Find(diagnostic.Location.SourceTree, solution) is not { } document) continue;
                if (context.Scope == FixAllScope.Document && document.Id != context.Document!.Id) continue;
                places.Add(new Place(diagnostic, document.Id, diagnostic.Location.SourceSpan, document.FilePath ?? document.Name));
            }
        }

        return [.. places.OrderBy(static place => place.Path, StringComparer.Ordinal).ThenBy(static place => place.Span)];
    }

    private static async Task<Solution> FixRoundAsync(FixAllContext context, Solution solution, IReadOnlyCollection<Place> places)
    {
        while (places.Count > 0)
        {
            var changed = await FixAsync(context, solution, places.First()).ConfigureAwait(false);
            places = await MoveAsync(places.Skip(1), solution, changed, context.CancellationToken).ConfigureAwait(false);
            solution = changed;
        }

        return solution;
    }

    private static async Task<Solution> FixAsync(FixAllContext context, Solution solution, Place place)
    {
        var document = solution.GetDocument(place.Document)!;
        var tree = await document.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false);
        var diagnostic = Diagnostic.Create(place.Diagnostic.Descriptor, Location.Create(tree!, place.Span), place.Diagnostic.Properties);
        var actions = new List<CodeAction>();
        await context.CodeFixProvider
            .RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), context.CancellationToken))
            .ConfigureAwait(false);
        if (actions.Find(action => action.EquivalenceKey == context.CodeActionEquivalenceKey) is not { } wanted) return solution;

        var operations = await wanted.GetOperationsAsync(context.CancellationToken).ConfigureAwait(false);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    /// <summary>Moves places along with an edit, and drops those that the edit has removed.</summary>
    private static async Task<IReadOnlyCollection<Place>> MoveAsync(
        IEnumerable<Place> places, Solution before, Solution after, CancellationToken cancellationToken)
    {
        var moved = places.ToList();
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
        {
            if (!moved.Exists(place => place.Document == id)) continue;
            var changes = await after.GetDocument(id)!.GetTextChangesAsync(before.GetDocument(id)!, cancellationToken).ConfigureAwait(false);
            moved = [.. moved.Select(place => place.Document == id ? place.Move(changes) : place).OfType<Place>()];
        }

        return moved;
    }

    private sealed record Place(Diagnostic Diagnostic, DocumentId Document, TextSpan Span, string Path)
    {
        /// <summary>
        /// Moves the place along with changes; <see langword="null"/> if a change replaces the place or crosses its
        /// border.
        /// </summary>
        public Place? Move(IEnumerable<TextChange> changes)
        {
            var (start, end) = (Span.Start, Span.End);
            foreach (var change in changes)
            {
                var grown = (change.NewText?.Length ?? 0) - change.Span.Length;
                if (change.Span.Start >= Span.End) continue;
                if (change.Span.End > Span.Start && (change.Span == Span || !Span.Contains(change.Span))) return null;
                if (change.Span.End <= Span.Start) start += grown;
                end += grown;
            }

            return this with { Span = TextSpan.FromBounds(start, end) };
        }
    }
}
