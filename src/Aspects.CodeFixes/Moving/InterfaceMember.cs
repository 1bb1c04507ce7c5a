using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aspects.CodeFixes;

/// <summary>A method of a class, as an interface declares it.</summary>
internal static class InterfaceMember
{
    /// <summary>Whether an interface that all of the assembly can see may declare the method.</summary>
    public static bool CanBe(IMethodSymbol method, Compilation compilation) =>
        method is { IsStatic: false, MethodKind: MethodKind.Ordinary, ExplicitInterfaceImplementations.IsEmpty: true } && TypesOf(method).All(TypeFacts.Of(compilation).IsAccessible);

    public static IEnumerable<ITypeSymbol> TypesOf(IMethodSymbol method) => method.Parameters.Select(static parameter => parameter.Type)
        .Append(method.ReturnType)
        .Concat(method.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes));

    /// <summary>The method without its body, with an attribute if there is one for it. Of its parameters, only keys keep theirs.</summary>
    public static MethodDeclarationSyntax Of(MethodDeclarationSyntax method, IMethodSymbol symbol, AttributeSyntax? attribute, Elsewhere elsewhere)
    {
        var parameters = method.ParameterList.Parameters.Select((parameter, index) => elsewhere.Write(parameter).WithoutTrivia().WithAttributeLists(Keys.On(parameter, symbol.Parameters[index]) is { } key
            ? [SyntaxFactory.AttributeList([elsewhere.WriteAttribute(key).WithoutTrivia()])]
            : default));
        var typeParameters = method.TypeParameterList?.Parameters.Select(static parameter => parameter.WithAttributeLists(default));
        return SyntaxFactory.MethodDeclaration(elsewhere.Write(method.ReturnType).WithoutTrivia(), method.Identifier.WithoutTrivia())
            .WithAttributeLists(attribute is null ? default : [SyntaxFactory.AttributeList([attribute.WithoutTrivia()])])
            .WithModifiers(Proxyability.HasPointer(symbol) ? [SyntaxFactory.Token(SyntaxKind.UnsafeKeyword)] : default)
            .WithTypeParameterList(typeParameters is null ? null : SyntaxFactory.TypeParameterList([.. typeParameters]))
            .WithParameterList(SyntaxFactory.ParameterList([.. parameters]))
            .WithConstraintClauses([.. method.ConstraintClauses.Select(clause => elsewhere.Write(clause).WithoutTrivia())])
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
    }

    /// <summary>A declaration in lines that end and begin in a given way.</summary>
    public static MemberDeclarationSyntax Lay(MemberDeclarationSyntax declaration, string end) =>
        SyntaxFactory.ParseMemberDeclaration(declaration.NormalizeWhitespace(eol: end).ToFullString())!.WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>A declaration in lines as those of a member, below which it is to stand.</summary>
    public static MemberDeclarationSyntax LayBelow(MemberDeclarationSyntax member, MemberDeclarationSyntax added) =>
        Below(member, Lay(added, HasLines(member) || EndsLine(added) ? Lines.EndIn(member.SyntaxTree) + Lines.IndentationOf(member) : " "));

    /// <summary>A declaration as it stands below a member: in lines of its own where that has such.</summary>
    public static MemberDeclarationSyntax Below(MemberDeclarationSyntax member, MemberDeclarationSyntax added)
    {
        var behind = member.GetTrailingTrivia();
        if (!HasLines(member))
        {
            SyntaxTriviaList between = behind.Count == 0 ? [SyntaxFactory.Space] : [];
            return added.WithLeadingTrivia(between).WithTrailingTrivia(behind);
        }

        var end = SyntaxFactory.EndOfLine(Lines.EndIn(member.SyntaxTree));
        return added.WithLeadingTrivia(Lines.IndentationOf(member).Insert(0, end)).WithTrailingTrivia(end);
    }

    /// <summary>A method of a class that an interface can declare, for all to call.</summary>
    public static MethodDeclarationSyntax Public(MethodDeclarationSyntax method)
    {
        if (method.Modifiers.Any(SyntaxKind.PublicKeyword)) return method;
        var head = method.Modifiers.Count > 0 ? method.Modifiers[0] : method.ReturnType.GetFirstToken();
        var rest = method.Modifiers.Where(static modifier => modifier.Kind() is not (SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword));
        var without = method.ReplaceToken(head, head.WithLeadingTrivia());
        return without.WithModifiers([
            SyntaxFactory.Token(head.LeadingTrivia, SyntaxKind.PublicKeyword, [SyntaxFactory.Space]),
            .. rest.Select(static modifier => modifier.WithLeadingTrivia()),
        ]);
    }

    private static bool HasLines(MemberDeclarationSyntax member) => Lines.AreBegunBy(member) && member.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    // What follows such a comment cannot stand in its line.
    private static bool EndsLine(MemberDeclarationSyntax added) => added.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
}
