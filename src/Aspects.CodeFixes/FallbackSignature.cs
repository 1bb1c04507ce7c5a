using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aspects.CodeFixes;

/// <summary>The signature with which a method can answer for a call: in a new declaration, or in one that is there already.</summary>
internal static class FallbackSignature
{
    /// <summary>Where a method is declared; <see langword="null"/> where that cannot be changed.</summary>
    public static MethodDeclarationSyntax? In(IMethodSymbol method, Solution solution) => method.DeclaringSyntaxReferences
        .Where(reference => Documents.Of(reference.SyntaxTree, solution) is not null)
        .Select(static reference => reference.GetSyntax())
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault();

    public static MethodDeclarationSyntax Write(string name, IMethodSymbol call) =>
        (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(FallbackMethods.WantedInFull(name, call) + ";")!.WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>A declaration with the signature: its name, its comments and its body stay, and so do parameters that are right.</summary>
    public static MethodDeclarationSyntax Rewrite(MethodDeclarationSyntax declaration, IMethodSymbol candidate, IMethodSymbol call, Compilation compilation)
    {
        var wanted = Write(candidate.Name, call);
        var written = WithParameters(declaration, Parameters(declaration, FallbackMethods.Constructed(candidate, call), call, wanted), candidate, call, wanted)
            .WithModifiers(Modifiers(declaration, candidate, wanted, compilation))
            .WithReturnType(wanted.ReturnType.WithoutTrivia().WithTrailingTrivia(declaration.ReturnType.GetTrailingTrivia()).WithAdditionalAnnotations(Simplifier.Annotation));
        var head = HeadOf(written);
        return written.ReplaceToken(head, head.WithLeadingTrivia(HeadOf(declaration).LeadingTrivia));
    }

    private static MethodDeclarationSyntax WithParameters(
        MethodDeclarationSyntax declaration, ParameterListSyntax parameters, IMethodSymbol candidate, IMethodSymbol call, MethodDeclarationSyntax wanted)
    {
        var isSame = declaration.TypeParameterList?.ToString() == wanted.TypeParameterList?.ToString() && FallbackMethods.HasSameConstraints(candidate, call);
        if (isSame) return declaration.WithParameterList(parameters.WithTrailingTrivia(declaration.ParameterList.GetTrailingTrivia()));

        // The end of the head stays where it was, whatever is the last of it now.
        var end = (declaration.ConstraintClauses.LastOrDefault() ?? (SyntaxNode)declaration.ParameterList).GetTrailingTrivia();
        var written = declaration
            .WithTypeParameterList(wanted.TypeParameterList)
            .WithParameterList(parameters.WithTrailingTrivia(wanted.ParameterList.GetTrailingTrivia()))
            .WithConstraintClauses([.. wanted.ConstraintClauses.Select(static clause => clause.WithAdditionalAnnotations(Simplifier.Annotation))]);
        var last = (written.ConstraintClauses.LastOrDefault() ?? (SyntaxNode)written.ParameterList).GetLastToken();
        return written.ReplaceToken(last, last.WithTrailingTrivia(end));
    }

    // What follows the attributes.
    private static SyntaxToken HeadOf(MethodDeclarationSyntax declaration) =>
        declaration.Modifiers.Count > 0 ? declaration.Modifiers[0] : declaration.ReturnType.GetFirstToken();

    private static SyntaxTokenList Modifiers(MethodDeclarationSyntax declaration, IMethodSymbol candidate, MethodDeclarationSyntax wanted, Compilation compilation)
    {
        var kept = declaration.Modifiers.Where(modifier =>
            compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly)
            || modifier.Kind() is not (SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword));
        var added = wanted.Modifiers.Where(modifier => !declaration.Modifiers.Any(modifier.Kind()));
        return [.. kept, .. added];
    }

    private static ParameterListSyntax Parameters(MethodDeclarationSyntax declaration, IMethodSymbol candidate, IMethodSymbol call, MethodDeclarationSyntax wanted)
    {
        var old = declaration.ParameterList.Parameters;
        if (FallbackMethods.TakesTheSame(candidate, call))
        {
            var types = old.ToDictionary(static parameter => parameter, parameter => TypeFor(old.IndexOf(parameter)));
            return declaration.ParameterList.ReplaceNodes(old, (parameter, _) => types[parameter]);
        }

        var parameters = wanted.ParameterList.Parameters.Select((parameter, index) => index < old.Count && FallbackMethods.TakesTheSame(candidate.Parameters[index], call.Parameters[index])
            ? TypeFor(index).WithTriviaFrom(parameter)
            : parameter);
        var withException = candidate.Parameters.Length > 0 && FallbackMethods.IsException(candidate.Parameters.Last()) && !call.Parameters.Any(FallbackMethods.IsException)
            ? parameters.Append(old.Last().WithoutTrivia())
            : parameters;
        return SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList(withException, withException.Skip(1).Select(static _ => SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space]))))
            .WithAdditionalAnnotations(Simplifier.Annotation);

        // The name is one that the body may know.
        ParameterSyntax TypeFor(int index) => index < call.Parameters.Length
            ? old[index]
                .WithModifiers(wanted.ParameterList.Parameters[index].Modifiers)
                .WithType(wanted.ParameterList.Parameters[index].Type!.WithTriviaFrom(old[index].Type!))
                .WithTriviaFrom(old[index])
                .WithAdditionalAnnotations(Simplifier.Annotation)
            : old[index];
    }
}
