using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Adds and removes attributes. Comments, directives and line breaks around them stay.</summary>
internal static class Attributes
{
    /// <summary>
    /// Returns the node that has the attribute: a member, a parameter, or the file for an assembly attribute.
    /// </summary>
    public static SyntaxNode GetOwner(AttributeSyntax attribute) => attribute.Parent!.Parent!;

    /// <summary>Adds an attribute as the first of a member, on its own line if the member starts a line.</summary>
    public static MemberDeclarationSyntax Add(MemberDeclarationSyntax member, AttributeSyntax attribute)
    {
        var startsLine = Lines.StartsLine(member);
        var list = SyntaxFactory.AttributeList(
            SyntaxFactory.Token(member.GetLeadingTrivia(), SyntaxKind.OpenBracketToken, trailing: default),
            target: null,
            SyntaxFactory.SingletonSeparatedList(attribute),
            SyntaxFactory.Token(leading: default, SyntaxKind.CloseBracketToken, [startsLine ? Lines.GetLineBreak(member.SyntaxTree) : SyntaxFactory.Space]));
        var bare = startsLine ? member.WithLeadingTrivia(Lines.GetIndentation(member)) : member.WithLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list));
    }

    /// <summary>Removes an attribute from its owner.</summary>
    public static SyntaxNode Remove(SyntaxNode owner, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1) return owner.ReplaceNode(list, list.WithAttributes(SeparatedLists.Remove(list.Attributes, attribute)));

        var start = list.FullSpan.Start - owner.FullSpan.Start;
        var without = owner.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
        if (without.FullSpan.IsEmpty) return without;

        // If the list ends a line after another attribute, the line break moves to that attribute.
        var behind = list.GetTrailingTrivia();
        if (start > 0 && !Lines.StartsLine(list) && behind.Any(SyntaxKind.EndOfLineTrivia))
        {
            var previous = without.FindToken(start - 1);
            return without.ReplaceToken(previous, previous.WithTrailingTrivia(behind));
        }

        var next = without.FindToken(start);
        return without.ReplaceToken(next, next.WithLeadingTrivia(Trivia.Join(list, behind, next.LeadingTrivia)));
    }
}
