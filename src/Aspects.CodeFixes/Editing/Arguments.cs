using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Edits the arguments of an attribute.</summary>
internal static class Arguments
{
    /// <summary>Offers a different name for the circuit breaker of the reported attribute.</summary>
    public static void OfferName(Finding finding, string name)
    {
        if (finding.FindNode<AttributeSyntax>() is { } attribute) finding.OfferReplacement($"Name it \"{name}\"", "Name", attribute, () => SetName(attribute, name));
    }

    /// <summary>Offers to remove a setting.</summary>
    public static void OfferRemoval(Finding finding, AttributeArgumentSyntax argument)
    {
        var attribute = (AttributeSyntax)argument.Parent!.Parent!;
        finding.OfferReplacement($"Remove {argument.NameEquals?.Name.Identifier.ValueText}", "Remove", attribute, () => Remove(attribute, argument));
    }

    // The name is the last positional argument.
    private static AttributeSyntax SetName(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var present = attribute.ArgumentList?.Arguments.LastOrDefault(static argument => argument.NameEquals is null);
        return present is null
            ? attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(literal))
            : attribute.ReplaceNode(present.Expression, literal.WithTriviaFrom(present.Expression));
    }

    // The parentheses go with the last argument.
    private static AttributeSyntax Remove(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var rest = SeparatedLists.Remove(attribute.ArgumentList!.Arguments, argument);
        return attribute.WithArgumentList(rest.Count == 0 ? null : attribute.ArgumentList.WithArguments(rest));
    }
}
