using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>An attribute that goes from a member of a class to one of an interface, with the method that answers for it.</summary>
internal sealed class MovedAttribute(AttributeSyntax attribute, SemanticModel model, Document source)
{
    /// <summary>Moves it to a member that there is.</summary>
    public Task<Solution> ToAsync(ISymbol implemented, MemberDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        var misplaced = Attributes.OwnerOf(attribute) is MethodDeclarationSyntax method ? MisplacedMember.Of(method, model) : null;
        var fallback = misplaced is null ? null : MissingFallback(misplaced, implemented.ContainingType);
        var elsewhere = ElsewhereIn(implemented.ContainingType, declaration, fallback);
        var annotated = Attributes.With(declaration, elsewhere.WriteAttribute(attribute));
        var moved = misplaced is null ? annotated : Keys.With(annotated, implemented, misplaced, elsewhere);
        return MoveAsync(misplaced, declaration, [moved, .. Below(declaration, fallback, elsewhere)], fallback, cancellationToken);
    }

    /// <summary>Moves it to a member that is added to an interface.</summary>
    public Task<Solution> WithMemberAsync(MisplacedMember misplaced, INamedTypeSymbol type, MemberDeclarationSyntax place, CancellationToken cancellationToken)
    {
        var fallback = MissingFallback(misplaced, type);
        var elsewhere = ElsewhereIn(type, place, fallback);
        var added = InterfaceMember.Of(misplaced.Declaration, misplaced.Symbol, elsewhere.WriteAttribute(attribute), elsewhere);
        return MoveAsync(misplaced, place, [place, InterfaceMember.LayBelow(place, added), .. Below(place, fallback, elsewhere)], fallback, cancellationToken);
    }

    /// <summary>The member of an interface below which another can be added; <see langword="null"/> where the interface cannot have it.</summary>
    public static MemberDeclarationSyntax? PlaceIn(INamedTypeSymbol type, IMethodSymbol method, Solution solution) => CanHave(type, method)
        ? type.DeclaringSyntaxReferences
            .Where(reference => Documents.Of(reference.SyntaxTree, solution) is not null)
            .Select(static reference => reference.GetSyntax())
            .OfType<InterfaceDeclarationSyntax>()
            .Select(static declaration => declaration.Members.LastOrDefault())
            .FirstOrDefault(static member => member is not null)
        : null;

    // What the interface knows: its own members have the names that they have in the class.
    private Elsewhere ElsewhereIn(INamedTypeSymbol type, MemberDeclarationSyntax place, MethodDeclarationSyntax? fallback)
    {
        var names = AnnotatedInterface.InterfacesOf(type).SelectMany(static declaring => declaring.MemberNames);
        return new Elsewhere(
            model,
            Documents.Of(place.SyntaxTree, source.Project.Solution)!.Project,
            fallback is null ? names : names.Append(fallback.Identifier.ValueText));
    }

    private MethodDeclarationSyntax? MissingFallback(MisplacedMember misplaced, INamedTypeSymbol type) =>
        misplaced.Fallback(model) is { } fallback
        && CanHave(type, model.GetDeclaredSymbol(fallback)!)
        && !FallbackMethods.Named(fallback.Identifier.ValueText, new ProxiedInterface(type)).Any()
            ? fallback
            : null;

    private IEnumerable<SyntaxNode> Below(MemberDeclarationSyntax place, MethodDeclarationSyntax? fallback, Elsewhere elsewhere) => fallback is null
        ? []
        : [InterfaceMember.LayBelow(place, InterfaceMember.Of(fallback, model.GetDeclaredSymbol(fallback)!, attribute: null, elsewhere))];

    private async Task<Solution> MoveAsync(
        MisplacedMember? misplaced, MemberDeclarationSyntax place, IEnumerable<SyntaxNode> members, MethodDeclarationSyntax? fallback, CancellationToken cancellationToken)
    {
        var owner = Attributes.OwnerOf(attribute);
        var solution = await Documents.ReplaceAsync(
            source.Project.Solution,
            [
                (owner, [misplaced?.Bare() ?? Attributes.Without(owner, attribute)]),
                (place, members),
                .. fallback is null ? [] : new (SyntaxNode, IEnumerable<SyntaxNode>)[] { (fallback, [InterfaceMember.Public(fallback)]) },
            ],
            cancellationToken).ConfigureAwait(false);

        var before = Documents.Of(place.SyntaxTree, source.Project.Solution)!;
        var root = await solution.GetDocument(before.Id)!.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return solution.WithDocumentSyntaxRoot(
            before.Id, await Imports.AddToAsync(root!, before, place.SpanStart, "CircuitBreakerAttribute", cancellationToken).ConfigureAwait(false));
    }

    // Neither has type parameters that the other could not name, nor does the interface show what only its assembly can see.
    private static bool CanHave(INamedTypeSymbol type, IMethodSymbol method) =>
        !type.IsGenericType
        && method is { IsStatic: false, MethodKind: MethodKind.Ordinary, ExplicitInterfaceImplementations.IsEmpty: true, ContainingType.IsGenericType: false }
        && InterfaceMember.TypesOf(method).All(used => type.DeclaredAccessibility != Accessibility.Public || IsPublic(used));

    private static bool IsPublic(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsPublic(array.ElementType),
        IPointerTypeSymbol pointer => IsPublic(pointer.PointedAtType),
        INamedTypeSymbol named => named.DeclaredAccessibility == Accessibility.Public
            && (named.ContainingType is null || IsPublic(named.ContainingType))
            && named.TypeArguments.All(IsPublic),
        _ => true,
    };
}
