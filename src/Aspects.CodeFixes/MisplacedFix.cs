using System.Composition;
using Aspects.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0005: moves the attribute to the member of the interface that is implemented there, or extracts an interface that has the
/// member; takes it away where neither can be done.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MisplacedFix() : DiagnosticFix(Descriptors.Misplaced)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeSyntax>() is not { } attribute) return;

        if (Attributes.OwnerOf(attribute) is MemberDeclarationSyntax member
            && await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(member, finding.CancellationToken) is { ContainingType: { } type } symbol)
        {
            if (ImplementedBy(symbol, finding.Document.Project.Solution) is { } implemented)
            {
                OfferToMove(finding, attribute, implemented.Symbol, implemented.Declaration);
            }
            else if (member is MethodDeclarationSyntax method && ExtractedInterface.CanHave(method, symbol, model))
            {
                finding.Offer(
                    $"Extract I{type.Name} with {symbol.Name}",
                    "Extract",
                    () => ExtractedInterface.Extract(finding.Root, method, attribute));
            }
        }

        Attributes.OfferToRemove(finding, attribute, "[CircuitBreaker]");
    }

    private static void OfferToMove(Finding finding, AttributeSyntax attribute, ISymbol implemented, MemberDeclarationSyntax declaration) => finding.Register(
        $"Move [CircuitBreaker] to {implemented.ContainingType.Name}.{implemented.Name}",
        "Move",
        async cancellationToken =>
        {
            var owner = Attributes.OwnerOf(attribute);
            var solution = finding.Document.Project.Solution;
            var target = solution.GetDocument(declaration.SyntaxTree)!;
            var moved = Attributes.With(declaration, attribute);
            var without = Attributes.Without(owner, attribute);
            if (target.Id == finding.Document.Id)
            {
                return solution.WithDocumentSyntaxRoot(
                    target.Id, finding.Root.ReplaceNodes([owner, declaration], (old, _) => old == owner ? without : moved));
            }

            var root = await declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
            root = await Imports.AddToAsync(root.ReplaceNode(declaration, moved), target, declaration.SpanStart, "CircuitBreakerAttribute", cancellationToken).ConfigureAwait(false);
            return solution
                .WithDocumentSyntaxRoot(finding.Document.Id, finding.Root.ReplaceNode(owner, without))
                .WithDocumentSyntaxRoot(target.Id, root);
        });

    /// <summary>The first member of an interface, declared in the solution, that a member implements.</summary>
    private static (ISymbol Symbol, MemberDeclarationSyntax Declaration)? ImplementedBy(ISymbol member, Solution solution)
    {
        foreach (var candidate in member.ContainingType.AllInterfaces.SelectMany(static type => type.GetMembers()))
        {
            if (!SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(candidate), member)) continue;
            var declaration = candidate.DeclaringSyntaxReferences
                .Where(reference => solution.GetDocument(reference.SyntaxTree) is not null)
                .Select(static reference => reference.GetSyntax())
                .OfType<MemberDeclarationSyntax>()
                .FirstOrDefault();
            if (declaration is not null) return (candidate, declaration);
        }

        return null;
    }
}
