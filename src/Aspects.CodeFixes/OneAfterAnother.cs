using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.CodeFixes;

/// <summary>
/// Applies a fix to all that is found, each time to what the one before has left: edits that are made side by side and merged would be
/// dropped where they touch, and what was to be moved would be lost.
/// </summary>
internal sealed class OneAfterAnother : FixAllProvider
{
    public static readonly OneAfterAnother Instance = new();

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Fix all",
        cancellationToken => FixAllAsync(fixAllContext.WithCancellationToken(cancellationToken)),
        fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> FixAllAsync(FixAllContext context)
    {
        var solution = context.Solution;
        var found = await FindAsync(context, solution).ConfigureAwait(false);

        // What lay inside the edit of another is found anew. A round that leaves no less than there was will not do so the next time.
        for (var before = int.MaxValue; found.Count > 0 && found.Count < before;)
        {
            before = found.Count;
            solution = await FixRoundAsync(context, solution, found).ConfigureAwait(false);
            found = await FindAsync(context, solution).ConfigureAwait(false);
        }

        return solution;
    }

    /// <summary>What there is in the scope, in the order of files and places.</summary>
    private static async Task<IReadOnlyCollection<Place>> FindAsync(FixAllContext context, Solution solution)
    {
        var places = new List<Place>();
        foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [solution.GetProject(context.Project.Id)!])
        {
            // Those of one document would lack what is found at the end of the compilation only.
            foreach (var diagnostic in await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false))
            {
                if (Documents.Of(diagnostic.Location.SourceTree, solution) is not { } document) continue;
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
            places = await FollowAsync(places.Skip(1), solution, changed, context.CancellationToken).ConfigureAwait(false);
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

    /// <summary>Where places are after an edit, without those that it has taken away.</summary>
    private static async Task<IReadOnlyCollection<Place>> FollowAsync(
        IEnumerable<Place> places, Solution before, Solution after, CancellationToken cancellationToken)
    {
        var followed = places.ToList();
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
        {
            if (!followed.Exists(place => place.Document == id)) continue;
            var changes = await after.GetDocument(id)!.GetTextChangesAsync(before.GetDocument(id)!, cancellationToken).ConfigureAwait(false);
            followed = [.. followed.Select(place => place.Document == id ? place.After(changes) : place).OfType<Place>()];
        }

        return followed;
    }

    private sealed record Place(Diagnostic Diagnostic, DocumentId Document, TextSpan Span, string Path)
    {
        /// <summary>The place once a text has changed; <see langword="null"/> where a change is about more than what is inside it.</summary>
        public Place? After(IEnumerable<TextChange> changes)
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
