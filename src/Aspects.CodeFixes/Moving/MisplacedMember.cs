using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>A method of a type that is no interface, and the attribute that it carries.</summary>
internal sealed class MisplacedMember
{
    private MisplacedMember(MethodDeclarationSyntax declaration, IMethodSymbol symbol, AttributeSyntax attribute)
    {
        Declaration = declaration;
        Symbol = symbol;
        Attribute = attribute;
    }

    public MethodDeclarationSyntax Declaration { get; }

    public IMethodSymbol Symbol { get; }

    public AttributeSyntax Attribute { get; }

    public static MisplacedMember? Of(MethodDeclarationSyntax declaration, SemanticModel model) =>
        model.GetDeclaredSymbol(declaration) is { } symbol
        && BreakerAttribute.On(symbol)?.Data.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax attribute
        && attribute.SyntaxTree == declaration.SyntaxTree
        && declaration.Span.Contains(attribute.Span)
            ? new MisplacedMember(declaration, symbol, attribute)
            : null;

    /// <summary>The method without the attribute, and without those of its parameters that go with it.</summary>
    public MethodDeclarationSyntax Bare() => Keys.Without((MethodDeclarationSyntax)Attributes.Without(Declaration, Attribute), Declaration, Symbol);

    /// <summary>The method that the attribute names, where it answers for this one and an interface can declare it.</summary>
    public MethodDeclarationSyntax? Fallback(SemanticModel model) => BreakerAttribute.On(Symbol)?.Fallback is { } name
        ? ((TypeDeclarationSyntax)Declaration.Parent!).Members.OfType<MethodDeclarationSyntax>()
            .Where(method => method != Declaration && method.Identifier.ValueText == name)
            .FirstOrDefault(method => model.GetDeclaredSymbol(method) is { } symbol && InterfaceMember.CanBe(symbol, model.Compilation) && FallbackMethods.TakesTheSame(symbol, Symbol))
        : null;
}
