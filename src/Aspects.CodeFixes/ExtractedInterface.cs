using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Aspects.CodeFixes;

/// <summary>An interface with one member of a class, which then implements it: what a proxy can stand in for.</summary>
internal static class ExtractedInterface
{
    /// <summary>Whether a method can be a member of an interface, whose name is free.</summary>
    public static bool CanHave(MethodDeclarationSyntax method, ISymbol symbol, SemanticModel model) =>
        symbol is IMethodSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public, ExplicitInterfaceImplementations.IsEmpty: true }
        && method.Parent is TypeDeclarationSyntax { RawKind: (int)SyntaxKind.ClassDeclaration or (int)SyntaxKind.RecordDeclaration or (int)SyntaxKind.StructDeclaration } type
        && model.LookupNamespacesAndTypes(type.SpanStart, name: NameFor(type)).IsEmpty;

    public static SyntaxNode Extract(SyntaxNode root, MethodDeclarationSyntax method, AttributeSyntax attribute)
    {
        var type = (TypeDeclarationSyntax)method.Parent!;
        var end = SyntaxFactory.EndOfLine(Lines.EndIn(root.SyntaxTree));
        var implementing = Implementing(type.ReplaceNode(method, Attributes.Without(method, attribute)));

        // The type keeps its comments; the place in the file, with the empty lines before it, is that of the interface now.
        var before = type.GetLeadingTrivia().TakeWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        implementing = implementing.WithLeadingTrivia(type.GetLeadingTrivia().Skip(before.Count));
        var extracted = Interface(type, method, attribute, end.ToString())
            .WithLeadingTrivia(before)
            .WithTrailingTrivia(end, end)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return root.ReplaceNode(type, new SyntaxNode[] { extracted, implementing });
    }

    private static InterfaceDeclarationSyntax Interface(TypeDeclarationSyntax type, MethodDeclarationSyntax method, AttributeSyntax attribute, string end)
    {
        var parameters = method.ParameterList.Parameters.Select(static parameter => parameter.WithAttributeLists(default));
        var member = SyntaxFactory.MethodDeclaration(method.ReturnType.WithoutTrivia(), method.Identifier.WithoutTrivia())
            .WithAttributeLists([SyntaxFactory.AttributeList([attribute.WithoutTrivia()])])
            .WithTypeParameterList(method.TypeParameterList)
            .WithParameterList(SyntaxFactory.ParameterList([.. parameters]))
            .WithConstraintClauses(method.ConstraintClauses)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        var accessibility = type.Modifiers.Where(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
            or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword);
        return SyntaxFactory.InterfaceDeclaration(NameFor(type))
            .WithModifiers([.. accessibility.Select(static modifier => modifier.WithoutTrivia())])
            .WithTypeParameterList(type.TypeParameterList)
            .WithConstraintClauses(type.ConstraintClauses)
            .WithMembers([member])
            .NormalizeWhitespace(eol: end);
    }

    private static TypeDeclarationSyntax Implementing(TypeDeclarationSyntax type)
    {
        var arguments = type.TypeParameterList is { } parameters
            ? $"<{string.Join(", ", parameters.Parameters.Select(static parameter => parameter.Identifier.Text))}>"
            : "";
        var implemented = SyntaxFactory.SimpleBaseType(SyntaxFactory.ParseTypeName(NameFor(type) + arguments));
        if (type.BaseList is { } bases) return type.WithBaseList(bases.WithTypes(bases.Types.Insert(bases.Types.Count, implemented)).WithAdditionalAnnotations(Formatter.Annotation));

        // The line break after the head belongs behind the list of bases now.
        var last = type.ParameterList?.GetLastToken() ?? type.TypeParameterList?.GetLastToken() ?? type.Identifier;
        var list = SyntaxFactory.BaseList([implemented]).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(last.TrailingTrivia);
        return type.ReplaceToken(last, last.WithTrailingTrivia()).WithBaseList(list);
    }

    private static string NameFor(TypeDeclarationSyntax type) => "I" + type.Identifier.ValueText;
}
