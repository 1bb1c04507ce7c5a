using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0005: moves the attribute to the member of the interface that is implemented there, or to the assembly where that cannot be
/// changed; adds the member to an interface that is implemented, or extracts one that has it; takes the attribute away where nothing
/// else can be done.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MisplacedFix() : DiagnosticFix(Descriptors.Misplaced)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.Find<AttributeSyntax>() is not { } attribute) return;

        if (Attributes.OwnerOf(attribute) is MemberDeclarationSyntax member
            && await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(member, finding.CancellationToken) is { ContainingType: not null } symbol)
        {
            OfferPlaces(finding, attribute, symbol, model);
        }

        Attributes.OfferToRemove(finding, attribute, "[CircuitBreaker]");
    }

    private static void OfferPlaces(Finding finding, AttributeSyntax attribute, ISymbol symbol, SemanticModel model)
    {
        var solution = finding.Document.Project.Solution;
        var implemented = ImplementedMembers.Of(symbol).ToList();
        var declared = implemented.FindAll(candidate => ImplementedMembers.DeclarationOf(candidate, solution) is not null);
        if (declared.Find(ImplementedMembers.CanCarryAttribute) is { } free)
        {
            var declaration = ImplementedMembers.DeclarationOf(free, solution)!;
            finding.Register(
                $"Move [CircuitBreaker] to {free.ContainingType.Name}.{free.Name}",
                "Move",
                cancellationToken => new MovedAttribute(attribute, model, finding.Document).ToAsync(free, declaration, cancellationToken));
        }
        else if (declared.Count == 0 && implemented.Find(candidate => ForeignAttribute.CanBeFor(candidate, symbol, model.Compilation)) is { } foreign)
        {
            finding.Register(
                $"Protect {foreign.ContainingType.ToMinimalDisplayString(model, attribute.SpanStart)} by [assembly: CircuitBreakerFor]",
                "Assembly",
                cancellationToken => ForeignAttribute.AddAsync(finding, attribute, foreign, model, cancellationToken));
        }
        else if (implemented.Count == 0 && Attributes.OwnerOf(attribute) is MethodDeclarationSyntax method && MisplacedMember.Of(method, model) is { } misplaced)
        {
            OfferInterfaces(finding, misplaced, model);
        }
    }

    private static void OfferInterfaces(Finding finding, MisplacedMember misplaced, SemanticModel model)
    {
        var project = finding.Document.Project;
        foreach (var type in misplaced.Symbol.ContainingType.Interfaces)
        {
            if (MovedAttribute.PlaceIn(type, misplaced.Symbol, project.Solution) is not { } place) continue;
            finding.Register(
                $"Add {misplaced.Symbol.Name} to {type.Name} with [CircuitBreaker]",
                "Add",
                cancellationToken => new MovedAttribute(misplaced.Attribute, model, finding.Document).WithMemberAsync(misplaced, type, place, cancellationToken));
            break;
        }

        if (ExtractedInterface.Of(misplaced, model) is { } extracted)
        {
            finding.Offer(extracted.Title, "Extract", () => extracted.Extract(finding.Root, model, project));
        }
    }
}
