using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Takes attributes away and puts them on, and leaves comments, directives and lines as they are.</summary>
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
        if (list.Attributes.Count > 1) return owner.ReplaceNode(list, list.WithAttributes(Separated.Without(list.Attributes, attribute)));

        var start = list.FullSpan.Start - owner.FullSpan.Start;
        var without = owner.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
        if (without.FullSpan.IsEmpty) return without;

        // Behind another attribute in its line, it leaves the end of the line to that.
        var behind = list.GetTrailingTrivia();
        if (start > 0 && !Lines.AreBegunBy(list) && behind.Any(SyntaxKind.EndOfLineTrivia))
        {
            var previous = without.FindToken(start - 1);
            return without.ReplaceToken(previous, previous.WithTrailingTrivia(behind));
        }

        var next = without.FindToken(start);
        return without.ReplaceToken(next, next.WithLeadingTrivia(Trivia.Without(list, behind, next.LeadingTrivia)));
    }

    /// <summary>A member with one more attribute before those it has: on a line of its own where the member begins one.</summary>
    public static MemberDeclarationSyntax With(MemberDeclarationSyntax member, AttributeSyntax attribute)
    {
        var end = SyntaxFactory.EndOfLine(Lines.EndIn(member.SyntaxTree));
        var beginsLine = Lines.AreBegunBy(member);
        var list = SyntaxFactory.AttributeList(
            SyntaxFactory.Token(member.GetLeadingTrivia(), SyntaxKind.OpenBracketToken, trailing: default),
            target: null,
            SyntaxFactory.SingletonSeparatedList(Lines.EndAll(attribute.WithoutTrivia(), end)),
            SyntaxFactory.Token(leading: default, SyntaxKind.CloseBracketToken, [beginsLine ? end : SyntaxFactory.Space]));
        var bare = beginsLine ? member.WithLeadingTrivia(Lines.IndentationOf(member)) : member.WithLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list));
    }

    /// <summary>The attribute without an argument, and without brackets where that was the last.</summary>
    public static AttributeSyntax WithoutArgument(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var rest = Separated.Without(attribute.ArgumentList!.Arguments, argument);
        return attribute.WithArgumentList(rest.Count == 0 ? null : attribute.ArgumentList.WithArguments(rest));
    }
}
