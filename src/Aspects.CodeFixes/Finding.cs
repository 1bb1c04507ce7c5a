using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes;

/// <summary>A diagnostic in a document, and the actions that are offered for it.</summary>
internal sealed class Finding(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root)
{
    public Document Document => context.Document;

    public Diagnostic Diagnostic => diagnostic;

    public SyntaxNode Root => root;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>The node that the diagnostic points at, or the nearest around it of a type; <see langword="null"/> where there is none.</summary>
    public T? Find<T>()
        where T : SyntaxNode => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>What the analyzer has noted for the fix.</summary>
    public string? Noted(string property) => diagnostic.Properties.TryGetValue(property, out var value) ? value : null;

    /// <summary>Offers to put another root in place.</summary>
    public void Offer(string title, string key, Func<SyntaxNode> edit) =>
        Register(title, key, _ => Task.FromResult(Document.WithSyntaxRoot(edit()).Project.Solution));

    /// <summary>Offers to change the solution.</summary>
    public void Register(string title, string key, Func<CancellationToken, Task<Solution>> edit) =>
        context.RegisterCodeFix(CodeAction.Create(title, edit, equivalenceKey: key), diagnostic);
}
