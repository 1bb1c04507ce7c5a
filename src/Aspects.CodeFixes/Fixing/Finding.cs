using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>A diagnostic in a document, and the actions that a fix offers for the diagnostic.</summary>
internal sealed class Finding(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root)
{
    public Document Document => context.Document;

    public Diagnostic Diagnostic => diagnostic;

    public SyntaxNode Root => root;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>
    /// Returns the reported node, or its nearest ancestor of a type; <see langword="null"/> if there is none.
    /// </summary>
    public T? FindNode<T>()
        where T : SyntaxNode => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>Returns a property that the analyzer has added to the diagnostic.</summary>
    public string? GetProperty(string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;

    /// <summary>Offers to replace a node of the document.</summary>
    public void OfferReplacement(string title, string key, SyntaxNode node, Func<SyntaxNode> write) =>
        Offer(title, key, _ => Task.FromResult(Document.WithSyntaxRoot(root.ReplaceNode(node, write())).Project.Solution));

    /// <summary>Offers to change the solution.</summary>
    /// <param name="title">The title that the user sees.</param>
    /// <param name="key">
    /// Identifies the action among those of one diagnostic id. "Fix all" applies the actions with equal keys.
    /// </param>
    /// <param name="edit">Returns the changed solution.</param>
    public void Offer(string title, string key, Func<CancellationToken, Task<Solution>> edit) =>
        context.RegisterCodeFix(CodeAction.Create(title, edit, equivalenceKey: $"{diagnostic.Id} {key}"), diagnostic);

    /// <summary>Offers to remove an attribute.</summary>
    public void OfferRemoval(AttributeSyntax attribute, string name)
    {
        var owner = Attributes.GetOwner(attribute);
        OfferReplacement($"Remove {name}", $"Remove {name}", owner, () => Attributes.Remove(owner, attribute));
    }

    /// <summary>Offers to remove a setting of an attribute.</summary>
    public void OfferRemoval(AttributeArgumentSyntax argument)
    {
        var attribute = (AttributeSyntax)argument.Parent!.Parent!;
        OfferReplacement($"Remove {argument.NameEquals?.Name.Identifier.ValueText}", "Remove", attribute, () => Arguments.Remove(attribute, argument));
    }

    /// <summary>Offers a different name for the circuit breaker of the reported attribute.</summary>
    public void OfferName(string name)
    {
        if (FindNode<AttributeSyntax>() is { } attribute) OfferReplacement($"Name it \"{name}\"", "Name", attribute, () => Arguments.SetName(attribute, name));
    }
}
