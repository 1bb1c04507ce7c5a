using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>A property that a record has for a parameter: declared by itself it can be other than <c>init</c>.</summary>
internal static class PositionalProperty
{
    /// <summary>A record with the property declared.</summary>
    public static RecordDeclarationSyntax Declare(RecordDeclarationSyntax record, RecordDeclarationSyntax old, string name)
    {
        var parameter = record.ParameterList!.Parameters.First(parameter => parameter.Identifier.ValueText == name);
        var identifier = parameter.Identifier.Text;
        var declared = SyntaxFactory.ParseMemberDeclaration($"public {parameter.Type!.WithoutTrivia()} {identifier} {{ get; set; }} = {identifier};")!;
        if (record.OpenBraceToken.IsKind(SyntaxKind.None))
        {
            return record
                .WithSemicolonToken(default)
                .WithOpenBraceToken(SyntaxFactory.Token([SyntaxFactory.Space], SyntaxKind.OpenBraceToken, [SyntaxFactory.Space]))
                .WithMembers([declared.WithTrailingTrivia(SyntaxFactory.Space)])
                .WithCloseBraceToken(SyntaxFactory.Token(leading: default, SyntaxKind.CloseBraceToken, record.SemicolonToken.TrailingTrivia));
        }

        var laid = record.OpenBraceToken.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia)
            ? declared.WithLeadingTrivia(Indentation(old)).WithTrailingTrivia(SyntaxFactory.EndOfLine(Lines.EndIn(old.SyntaxTree)))
            : declared.WithTrailingTrivia(SyntaxFactory.Space);
        return record.WithMembers(record.Members.Insert(0, laid));
    }

    private static SyntaxTriviaList Indentation(RecordDeclarationSyntax record) => record.Members.Count > 0
        ? Lines.IndentationOf(record.Members[0])
        : Lines.IndentationOf(record).Add(SyntaxFactory.Whitespace("    "));
}
