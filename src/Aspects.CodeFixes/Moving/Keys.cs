using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary><c>[CircuitKey]</c> on the parameters of a method: it belongs where <c>[CircuitBreaker]</c> is, and goes there with it.</summary>
internal static class Keys
{
    /// <summary>The attribute on a parameter; <see langword="null"/> where it has none.</summary>
    public static AttributeSyntax? On(ParameterSyntax parameter, IParameterSymbol symbol) =>
        CircuitKey.On(symbol)?.Attribute.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == parameter.SyntaxTree && parameter.Span.Contains(reference.Span)
            ? reference.GetSyntax() as AttributeSyntax
            : null;

    /// <summary>A method without them. It may have lost other attributes already, but none of its parameters.</summary>
    public static MethodDeclarationSyntax Without(MethodDeclarationSyntax method, MethodDeclarationSyntax declaration, IMethodSymbol symbol)
    {
        foreach (var (index, key) in In(declaration, symbol))
        {
            var list = (AttributeListSyntax)key.Parent!;
            var parameter = method.ParameterList.Parameters[index];
            var same = parameter.AttributeLists[((ParameterSyntax)list.Parent!).AttributeLists.IndexOf(list)].Attributes[list.Attributes.IndexOf(key)];
            method = method.ReplaceNode(parameter, Attributes.Without(parameter, same));
        }

        return method;
    }

    /// <summary>A member that is implemented with those of the method that implements it, where it has none itself.</summary>
    public static MemberDeclarationSyntax With(MemberDeclarationSyntax member, ISymbol implemented, MisplacedMember misplaced, Elsewhere elsewhere)
    {
        if (member is not MethodDeclarationSyntax method || implemented is not IMethodSymbol target || CircuitKey.Of(target) is not null) return member;
        foreach (var (index, key) in In(misplaced.Declaration, misplaced.Symbol))
        {
            var parameter = method.ParameterList.Parameters[index];
            var list = SyntaxFactory.AttributeList(
                SyntaxFactory.Token(parameter.GetLeadingTrivia(), SyntaxKind.OpenBracketToken, trailing: default),
                target: null,
                [elsewhere.WriteAttribute(key).WithoutTrivia()],
                SyntaxFactory.Token(leading: default, SyntaxKind.CloseBracketToken, [SyntaxFactory.Space]));
            var bare = parameter.WithLeadingTrivia();
            method = method.ReplaceNode(parameter, bare.WithAttributeLists(bare.AttributeLists.Insert(0, list)));
        }

        return method;
    }

    private static IEnumerable<(int Index, AttributeSyntax Key)> In(MethodDeclarationSyntax declaration, IMethodSymbol symbol)
    {
        foreach (var parameter in symbol.Parameters)
        {
            if (On(declaration.ParameterList.Parameters[parameter.Ordinal], parameter) is { } key) yield return (parameter.Ordinal, key);
        }
    }
}
