using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Takes attributes away and puts them on, and leaves comments and lines as they are.</summary>
internal static class Attributes
{
    /// <summary>What an attribute stands on: a member, a parameter, or the file for one on the assembly.</summary>
    public static SyntaxNode OwnerOf(AttributeSyntax attribute) => attribute.Parent!.Parent!;

    public static void OfferToRemove(Finding finding, AttributeSyntax attribute, string name) => finding.Offer(
        $"Remove {name}",
        "Remove " + name,
        () => finding.Root.ReplaceNode(OwnerOf(attribute), Without(OwnerOf(attribute), attribute)));

    /// <summary>The owner of an attribute without it.</summary>
    public static SyntaxNode Without(SyntaxNode owner, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
        {
            var rest = list.Attributes.Remove(attribute);
            return owner.ReplaceNode(list, list.WithAttributes(rest));
        }

        // What stands before the first list belongs to the owner: its comments, and its place in the line.
        var isFirst = owner.GetFirstToken() == list.GetFirstToken();
        var without = owner.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
        return isFirst && !without.IsMissing ? without.WithLeadingTrivia(list.GetLeadingTrivia()) : without;
    }

    /// <summary>A member with one more attribute before those it has: on a line of its own where the member begins one.</summary>
    public static MemberDeclarationSyntax With(MemberDeclarationSyntax member, AttributeSyntax attribute)
    {
        var leading = member.GetLeadingTrivia();
        var indentation = leading.Count > 0 && leading[leading.Count - 1] is { RawKind: (int)SyntaxKind.WhitespaceTrivia } whitespace ? [whitespace] : default(SyntaxTriviaList);
        var after = BeginsLine(member) ? SyntaxFactory.EndOfLine(Lines.EndIn(member.SyntaxTree)) : SyntaxFactory.Space;
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute.WithoutTrivia()))
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(after);
        var bare = BeginsLine(member) ? member.WithLeadingTrivia(indentation) : member.WithLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list));
    }

    /// <summary>The attribute without an argument, and without brackets where that was the last.</summary>
    public static AttributeSyntax WithoutArgument(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var rest = attribute.ArgumentList!.Arguments.Remove(argument);
        return attribute.WithArgumentList(rest.Count == 0 ? null : attribute.ArgumentList.WithArguments(rest));
    }

    private static bool BeginsLine(SyntaxNode node)
    {
        var text = node.SyntaxTree.GetText();
        var start = node.GetFirstToken().SpanStart;
        var line = text.Lines.GetLineFromPosition(start);
        return string.IsNullOrWhiteSpace(text.ToString(new(line.Start, start - line.Start)));
    }
}
