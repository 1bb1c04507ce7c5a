using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Edits the arguments of an attribute.</summary>
internal static class Arguments
{
    /// <summary>Sets the name of the circuit breaker: the last positional argument.</summary>
    public static AttributeSyntax SetName(AttributeSyntax attribute, string name)
    {
        var literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name));
        var present = attribute.ArgumentList?.Arguments.LastOrDefault(static argument => argument.NameEquals is null);
        return present is null
            ? attribute.AddArgumentListArguments(SyntaxFactory.AttributeArgument(literal))
            : attribute.ReplaceNode(present.Expression, literal.WithTriviaFrom(present.Expression));
    }

    /// <summary>Removes an argument, and the parentheses with the last one.</summary>
    public static AttributeSyntax Remove(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var rest = SeparatedLists.Remove(attribute.ArgumentList!.Arguments, argument);
        return attribute.WithArgumentList(rest.Count == 0 ? null : attribute.ArgumentList.WithArguments(rest));
    }
}
