using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>What is done to the arguments of attributes by more than one fix.</summary>
internal static class Arguments
{
    /// <summary>Offers another name for the breaker that the attribute names.</summary>
    public static void OfferToName(Finding finding, string name, string key)
    {
        if (finding.Find<AttributeSyntax>() is { } attribute) finding.Offer($"Name it \"{name}\"", key, () => finding.Root.ReplaceNode(attribute, Named(attribute, name)));
    }

    // The name is the last argument without a name of its own.
    private static AttributeSyntax Named(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var present = attribute.ArgumentList?.Arguments.LastOrDefault(static argument => argument.NameEquals is null);
        return present is null
            ? attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(literal))
            : attribute.ReplaceNode(present.Expression, literal.WithTriviaFrom(present.Expression));
    }

    /// <summary>Offers another value for a setting.</summary>
    public static void OfferValue(Finding finding, AttributeArgumentSyntax argument, string value, string title) => finding.Offer(
        title,
        "Value",
        () => finding.Root.ReplaceNode(argument.Expression, SyntaxFactory.ParseExpression(value).WithTriviaFrom(argument.Expression)));

    /// <summary>Offers to leave a setting out.</summary>
    public static void OfferToLeaveOut(Finding finding, AttributeArgumentSyntax argument)
    {
        var attribute = (AttributeSyntax)argument.Parent!.Parent!;
        finding.Offer(
            $"Leave {argument.NameEquals?.Name.Identifier.ValueText} out",
            "LeaveOut",
            () => finding.Root.ReplaceNode(attribute, Attributes.WithoutArgument(attribute, argument)));
    }
}
