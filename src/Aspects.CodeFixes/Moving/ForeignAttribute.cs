using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aspects.CodeFixes;

/// <summary>An attribute on the assembly, for a member of an interface that cannot be annotated.</summary>
internal static class ForeignAttribute
{
    /// <summary>Whether it can say the same of a member as the attribute on what implements it, and nothing is said of that yet.</summary>
    public static bool CanBeFor(ISymbol implemented, ISymbol annotated, Compilation compilation)
    {
        var type = TypeOf(implemented);
        return BreakerAttribute.On(annotated) is { HasUsableName: true, Fallback: null }
            && (annotated is not IMethodSymbol method || CircuitKey.Of(method) is null)
            && ForeignInterfaces.ReasonAgainst(type, compilation.Assembly) is null
            && !Proxyability.Of(type, compilation).Any()
            && !BreakerAttribute.ForeignOf(compilation.Assembly).Any(attribute =>
                SymbolEqualityComparer.Default.Equals(attribute.ForeignType, type) && attribute.Members.Contains(implemented.MetadataName));
    }

    public static async Task<Solution> AddAsync(Finding finding, AttributeSyntax attribute, ISymbol implemented, SemanticModel model, CancellationToken cancellationToken)
    {
        var owner = Attributes.OwnerOf(attribute);
        var list = Write(new Elsewhere(model, finding.Document.Project, []).WriteAttribute(attribute), implemented);
        var unit = (CompilationUnitSyntax)finding.Root.ReplaceNode(owner, Attributes.Without(owner, attribute));
        var root = await Imports.AddToAsync(
            AddTo(unit, list, SyntaxFactory.EndOfLine(Lines.EndIn(finding.Root.SyntaxTree))), finding.Document, finding.Root.FullSpan.End, "CircuitBreakerForAttribute", cancellationToken).ConfigureAwait(false);
        return finding.Document.WithSyntaxRoot(root).Project.Solution;
    }

    private static AttributeListSyntax Write(AttributeSyntax attribute, ISymbol implemented)
    {
        var type = TypeOf(implemented);
        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var isOpen = type.IsDefinition && type.IsGenericType;
        var open = type.IsGenericType ? type.ConstructUnboundGenericType().ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : name;
        var member = isOpen || implemented is not { CanBeReferencedByName: true } ? SymbolDisplay.FormatLiteral(implemented.MetadataName, quote: true) : $"nameof({name}.{implemented.Name})";

        // The name of the breaker comes first, and what is said between the settings stays.
        var arguments = attribute.ArgumentList!;
        var text = arguments.ToString()
            .Insert(arguments.Arguments[0].Span.End - arguments.SpanStart, $", Members = [{member}]")
            .Insert(arguments.OpenParenToken.Span.Length, isOpen ? $"typeof({open}), " : "");
        var target = isOpen ? "CircuitBreakerFor" : $"CircuitBreakerFor<{name}>";
        return SyntaxFactory.ParseCompilationUnit($"[assembly: {target}{text}]").AttributeLists[0].WithAdditionalAnnotations(Simplifier.Annotation);
    }

    // Its definition, where the type that implements it leaves it open.
    private static INamedTypeSymbol TypeOf(ISymbol implemented) =>
        implemented.ContainingType.TypeArguments.Any(IsOpen) ? implemented.ContainingType.OriginalDefinition : implemented.ContainingType;

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => false,
    };

    // Below the usings and the attributes that there are, or what is said about the file.
    private static CompilationUnitSyntax AddTo(CompilationUnitSyntax unit, AttributeListSyntax list, SyntaxTrivia end)
    {
        if (unit.AttributeLists.Count > 0) return unit.AddAttributeLists(list.WithTrailingTrivia(end));
        if (unit.Usings.Count == 0 && unit.Externs.Count == 0)
        {
            var header = Header.Of(unit);
            return unit.WithLeadingTrivia(Separated(unit.GetLeadingTrivia().Skip(header.Count))).AddAttributeLists(list.WithLeadingTrivia(header).WithTrailingTrivia(end));
        }

        var first = unit.Members[0];
        return unit
            .WithMembers(unit.Members.Replace(first, first.WithLeadingTrivia(Separated(first.GetLeadingTrivia()))))
            .AddAttributeLists(list.WithLeadingTrivia(end).WithTrailingTrivia(end));

        IEnumerable<SyntaxTrivia> Separated(IEnumerable<SyntaxTrivia> leading) =>
            leading.FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? leading : leading.Prepend(end);
    }
}
