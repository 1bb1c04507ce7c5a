using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// An interface with the members of a class that carry the attribute, and those that answer for them, which the class then implements:
/// what a proxy can stand in for.
/// </summary>
internal sealed class ExtractedInterface
{
    private readonly TypeDeclarationSyntax _type;
    private readonly TypeDeclarationSyntax _place;
    private readonly List<MisplacedMember> _members;

    private ExtractedInterface(TypeDeclarationSyntax type, TypeDeclarationSyntax place, List<MisplacedMember> members)
    {
        _type = type;
        _place = place;
        _members = members;
    }

    public string Title => $"Extract {NameFor(_type)} with {string.Join(", ", _members.Select(static member => member.Symbol.Name))}";

    /// <summary>The interface for a member and all that stand where it does; <see langword="null"/> where there can be none.</summary>
    public static ExtractedInterface? Of(MisplacedMember member, SemanticModel model)
    {
        if (member.Declaration.Parent is not (ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax)) return null;
        var type = (TypeDeclarationSyntax)member.Declaration.Parent;
        var symbol = member.Symbol.ContainingType;

        // What only the type around it can see is no place for an interface that generated code is to see.
        var isReachable = model.Compilation.IsSymbolAccessibleWithin(symbol, model.Compilation.Assembly);
        var place = isReachable ? type : type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last();
        if (place != type && symbol.ContainingType.IsGenericType) return null;
        if (!model.LookupNamespacesAndTypes(place.SpanStart, name: NameFor(type)).IsEmpty) return null;

        var members = type.Members.OfType<MethodDeclarationSyntax>()
            .Select(method => MisplacedMember.Of(method, model))
            .OfType<MisplacedMember>()
            .Where(candidate => candidate.Symbol.DeclaredAccessibility == Accessibility.Public && InterfaceMember.CanBe(candidate.Symbol, model.Compilation) && !ImplementedMembers.Of(candidate.Symbol).Any())
            .ToList();
        return members.Exists(candidate => candidate.Declaration == member.Declaration) ? new ExtractedInterface(type, place, members) : null;
    }

    public SyntaxNode Extract(SyntaxNode root, SemanticModel model, Project project)
    {
        var fallbacks = _members.Select(member => member.Fallback(model)).OfType<MethodDeclarationSyntax>()
            .Except(_members.Select(static member => member.Declaration))
            .Distinct()
            .ToList();
        var elsewhere = new Elsewhere(model, project, [.. _members.Select(static member => member.Symbol.Name), .. fallbacks.Select(static fallback => fallback.Identifier.ValueText)]);
        var implementing = Implementing(_type.ReplaceNodes(
            [.. _members.Select(static member => member.Declaration), .. fallbacks],
            (method, _) => _members.Find(member => member.Declaration == method) is { } member ? member.Bare() : InterfaceMember.Public(method)));

        // The type keeps its comments; the place in the file, with the empty lines before it, is that of the interface now.
        var around = _place == _type ? implementing : _place.ReplaceNode(_type, implementing);
        var leading = _place.GetLeadingTrivia();
        var header = Header.Of(_place);
        SyntaxTriviaList before = header.Count > 0 ? header : [.. leading.TakeWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))];
        var indentation = Lines.IndentationOf(_place);
        var end = SyntaxFactory.EndOfLine(Lines.EndIn(root.SyntaxTree));
        var extracted = InterfaceMember.Lay(Interface(elsewhere, fallbacks, model), end.ToString() + indentation)
            .WithLeadingTrivia(before.AddRange(indentation))
            .WithTrailingTrivia(end, end);
        return root.ReplaceNode(_place, new SyntaxNode[] { extracted, around.WithLeadingTrivia(leading.Skip(before.Count)) });
    }

    private InterfaceDeclarationSyntax Interface(Elsewhere elsewhere, List<MethodDeclarationSyntax> fallbacks, SemanticModel model)
    {
        var accessibility = _type.Modifiers.Where(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
            or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword);
        return SyntaxFactory.InterfaceDeclaration(NameFor(_type))
            .WithModifiers(_place == _type ? [.. accessibility.Select(static modifier => modifier.WithoutTrivia())] : [SyntaxFactory.Token(SyntaxKind.InternalKeyword)])
            .WithTypeParameterList(_type.TypeParameterList)
            .WithConstraintClauses([.. _type.ConstraintClauses.Select(clause => elsewhere.Write(clause).WithoutTrivia())])
            .WithMembers([
                .. _members.Select(member => InterfaceMember.Of(member.Declaration, member.Symbol, elsewhere.WriteAttribute(member.Attribute), elsewhere)),
                .. fallbacks.Select(fallback => InterfaceMember.Of(fallback, model.GetDeclaredSymbol(fallback)!, attribute: null, elsewhere)),
            ]);
    }

    private static TypeDeclarationSyntax Implementing(TypeDeclarationSyntax type)
    {
        var arguments = type.TypeParameterList is { } parameters
            ? $"<{string.Join(", ", parameters.Parameters.Select(static parameter => parameter.Identifier.Text))}>"
            : "";
        var implemented = SyntaxFactory.SimpleBaseType(SyntaxFactory.ParseTypeName(NameFor(type) + arguments));
        if (type.BaseList is { } bases)
        {
            // What is said behind the last of them ends the line, and is said behind all of them now.
            var before = bases.Types.Last();
            var types = bases.Types.Replace(before, before.WithTrailingTrivia()).GetWithSeparators();
            return type.WithBaseList(bases.WithTypes(SyntaxFactory.SeparatedList<BaseTypeSyntax>(types
                .Add(SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space]))
                .Add(implemented.WithTrailingTrivia(before.GetTrailingTrivia())))));
        }

        // The line break after the head belongs behind the list of bases now.
        var last = type.ParameterList?.GetLastToken() ?? type.TypeParameterList?.GetLastToken() ?? type.Identifier;
        var list = SyntaxFactory.BaseList([implemented]).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(last.TrailingTrivia);
        return type.ReplaceToken(last, last.WithTrailingTrivia()).WithBaseList(list);
    }

    private static string NameFor(TypeDeclarationSyntax type) => "I" + type.Identifier.ValueText;
}
