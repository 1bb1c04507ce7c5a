using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aspects.CodeFixes;

/// <summary>
/// Writes code so that it means the same in another place: names in full, which are shortened where they arrive, and constants by their
/// values where they cannot be named.
/// </summary>
/// <param name="model">What the names mean where they stand.</param>
/// <param name="target">The project of the other place.</param>
/// <param name="members">The methods that have the same names there.</param>
internal sealed class Elsewhere(SemanticModel model, Project target, IEnumerable<string> members) : CSharpSyntaxRewriter
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The node with everything in it written so.</summary>
    public T Write<T>(T node)
        where T : SyntaxNode => (T)Visit(node);

    /// <summary>An attribute, by a name that it has wherever the library is known.</summary>
    public AttributeSyntax WriteAttribute(AttributeSyntax attribute)
    {
        const string Suffix = "Attribute";
        var name = attribute.Name is IdentifierNameSyntax alias && model.GetAliasInfo(alias)?.Target.Name is { } target && target.EndsWith(Suffix, StringComparison.Ordinal)
            ? SyntaxFactory.IdentifierName(target.Substring(0, target.Length - Suffix.Length)).WithTriviaFrom(alias)
            : attribute.Name;
        return attribute.WithName(name).WithArgumentList((AttributeArgumentListSyntax?)Visit(attribute.ArgumentList));
    }

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => InFull(node, node);

    public override SyntaxNode? VisitGenericName(GenericNameSyntax node) => InFull(node, (GenericNameSyntax)base.VisitGenericName(node)!);

    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) => node.WithLeft((NameSyntax)Visit(node.Left)).WithRight(node.Right switch
    {
        GenericNameSyntax generic => generic.WithTypeArgumentList((TypeArgumentListSyntax)Visit(generic.TypeArgumentList)),
        var simple => simple,
    });

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) => model.GetSymbolInfo(node).Symbol is IFieldSymbol { IsConst: true } constant
        ? Constant(constant).WithTriviaFrom(node)
        : node.WithExpression((ExpressionSyntax)Visit(node.Expression));

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var isKnown = node.ArgumentList.Arguments.FirstOrDefault()?.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && members.Contains(name);
        return isKnown || model.GetConstantValue(node) is not { HasValue: true, Value: string text }
            ? node
            : SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text)).WithTriviaFrom(node);
    }

    public override SyntaxNode? VisitAliasQualifiedName(AliasQualifiedNameSyntax node) => node;

    public override SyntaxNode? VisitNameEquals(NameEqualsSyntax node) => node;

    public override SyntaxNode? VisitNameColon(NameColonSyntax node) => node;

    private ExpressionSyntax InFull(SimpleNameSyntax node, SimpleNameSyntax written)
    {
        var name = written.WithoutTrivia().ToString();
        var text = model.GetSymbolInfo(node).Symbol switch
        {
            _ when model.GetAliasInfo(node) is IAliasSymbol alias => alias.Target.ToDisplayString(Full),
            INamespaceSymbol { IsGlobalNamespace: false } space => space.ToDisplayString(Full),
            IFieldSymbol { IsConst: true } constant => Constant(constant).ToString(),

            // What is called otherwise than it is written, as nint, is a keyword.
            INamedTypeSymbol type when type.Name == node.Identifier.ValueText => Prefix(type) + name,
            _ => null,
        };
        if (text is null) return written;
        var full = node.Parent is MemberAccessExpressionSyntax or AttributeArgumentSyntax or EqualsValueClauseSyntax ? SyntaxFactory.ParseExpression(text) : SyntaxFactory.ParseTypeName(text);
        return full.WithTriviaFrom(node).WithAdditionalAnnotations(Simplifier.Annotation);
    }

    private static string Prefix(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } around } => around.ToDisplayString(Full) + ".",
        { ContainingNamespace.IsGlobalNamespace: false } => type.ContainingNamespace.ToDisplayString(Full) + ".",
        _ => "global::",
    };

    private ExpressionSyntax Constant(IFieldSymbol constant)
    {
        var isOfOther = !SymbolEqualityComparer.Default.Equals(constant.ContainingAssembly, model.Compilation.Assembly);
        var canBeNamed = model.Compilation.IsSymbolAccessibleWithin(constant, model.Compilation.Assembly)
            && (isOfOther || target.AssemblyName == model.Compilation.AssemblyName);
        return SyntaxFactory.ParseExpression(canBeNamed ? constant.ToDisplayString(Full) : Value(constant)).WithAdditionalAnnotations(Simplifier.Annotation);
    }

    private static string Value(IFieldSymbol constant) => constant.ConstantValue switch
    {
        null => "null",
        double number when double.IsNaN(number) => "double.NaN",
        double and double.PositiveInfinity => "double.PositiveInfinity",
        double and double.NegativeInfinity => "double.NegativeInfinity",
        float number => SymbolDisplay.FormatPrimitive(number, quoteStrings: true, useHexadecimalNumbers: false) + "F",
        decimal number => SymbolDisplay.FormatPrimitive(number, quoteStrings: true, useHexadecimalNumbers: false) + "M",
        var value when constant.Type.TypeKind == TypeKind.Enum => EnumMember(constant.Type, value),
        var value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };

    private static string EnumMember(ITypeSymbol type, object value) =>
        type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(member => value.Equals(member.ConstantValue)) is { } member
            ? member.ToDisplayString(Full)
            : $"({type.ToDisplayString(Full)})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})";
}
