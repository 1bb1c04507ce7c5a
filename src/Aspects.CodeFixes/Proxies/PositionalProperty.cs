using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>Declares the property of a record parameter explicitly, so that the property can have a setter.</summary>
internal static class PositionalProperty
{
    /// <summary>Adds the declaration to a record.</summary>
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
            ? declared.WithLeadingTrivia(GetIndentation(old)).WithTrailingTrivia(Lines.GetLineBreak(old.SyntaxTree))
            : declared.WithTrailingTrivia(SyntaxFactory.Space);
        return record.WithMembers(record.Members.Insert(0, laid));
    }

    private static SyntaxTriviaList GetIndentation(RecordDeclarationSyntax record) => record.Members.Count > 0
        ? Lines.GetIndentation(record.Members[0])
        : Lines.GetIndentation(record).Add(SyntaxFactory.Whitespace("    "));
}
