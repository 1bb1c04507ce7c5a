using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aspects.CodeFixes;

/// <summary>Writes the signature of a fallback method: as a new declaration, or into an existing one.</summary>
internal static class FallbackSignature
{
    /// <summary>
    /// Returns the declaration of a method; <see langword="null"/> if no document of the solution has it.
    /// </summary>
    public static MethodDeclarationSyntax? FindDeclaration(IMethodSymbol method, Solution solution) => method.DeclaringSyntaxReferences
        .Where(reference => Documents.Find(reference.SyntaxTree, solution) is not null)
        .Select(static reference => reference.GetSyntax())
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault();

    /// <summary>
    /// Writes a new declaration for a place below a method: on its own lines if the method has its own.
    /// </summary>
    public static MethodDeclarationSyntax WriteBelow(MethodDeclarationSyntax method, string name, IMethodSymbol call)
    {
        var behind = method.GetTrailingTrivia();
        if (!Lines.StartsLine(method) || !behind.Any(SyntaxKind.EndOfLineTrivia))
        {
            SyntaxTriviaList between = behind.Count == 0 ? [SyntaxFactory.Space] : [];
            return Write(name, call).WithLeadingTrivia(between).WithTrailingTrivia(behind);
        }

        var lineBreak = Lines.GetLineBreak(method.SyntaxTree);
        return Write(name, call).WithLeadingTrivia(Lines.GetIndentation(method).Insert(0, lineBreak)).WithTrailingTrivia(lineBreak);
    }

    /// <summary>Rewrites a declaration. Its name, comments, body and matching parameters stay.</summary>
    public static MethodDeclarationSyntax Rewrite(MethodDeclarationSyntax declaration, IMethodSymbol candidate, IMethodSymbol call, Compilation compilation)
    {
        var wanted = Write(candidate.Name, call);
        var written = ReplaceParameters(declaration, WriteParameters(declaration, FallbackMethods.Constructed(candidate, call), call, wanted), candidate, call, wanted)
            .WithModifiers(WriteModifiers(declaration, candidate, wanted, compilation))
            .WithReturnType(wanted.ReturnType.WithoutTrivia().WithTrailingTrivia(declaration.ReturnType.GetTrailingTrivia()).WithAdditionalAnnotations(Simplifier.Annotation));
        var head = FindHead(written);
        return written.ReplaceToken(head, head.WithLeadingTrivia(FindHead(declaration).LeadingTrivia));
    }

    private static MethodDeclarationSyntax ReplaceParameters(
        MethodDeclarationSyntax declaration, ParameterListSyntax parameters, IMethodSymbol candidate, IMethodSymbol call, MethodDeclarationSyntax wanted)
    {
        var isSame = declaration.TypeParameterList?.ToString() == wanted.TypeParameterList?.ToString() && FallbackMethods.HasSameConstraints(candidate, call);
        if (isSame) return declaration.WithParameterList(parameters.WithTrailingTrivia(declaration.ParameterList.GetTrailingTrivia()));

        // Moves the trivia after the old signature to the last token of the new signature.
        var end = (declaration.ConstraintClauses.LastOrDefault() ?? (SyntaxNode)declaration.ParameterList).GetTrailingTrivia();
        var written = declaration
            .WithTypeParameterList(wanted.TypeParameterList)
            .WithParameterList(parameters.WithTrailingTrivia(wanted.ParameterList.GetTrailingTrivia()))
            .WithConstraintClauses([.. wanted.ConstraintClauses.Select(static clause => clause.WithAdditionalAnnotations(Simplifier.Annotation))]);
        var last = (written.ConstraintClauses.LastOrDefault() ?? (SyntaxNode)written.ParameterList).GetLastToken();
        return written.ReplaceToken(last, last.WithTrailingTrivia(end));
    }

    // The first token after the attributes.
    private static SyntaxToken FindHead(MethodDeclarationSyntax declaration) =>
        declaration.Modifiers.Count > 0 ? declaration.Modifiers[0] : declaration.ReturnType.GetFirstToken();

    private static MethodDeclarationSyntax Write(string name, IMethodSymbol call) =>
        (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(FallbackMethods.WriteFullDeclaration(name, call) + ";")!.WithAdditionalAnnotations(Simplifier.Annotation);

    private static SyntaxTokenList WriteModifiers(MethodDeclarationSyntax declaration, IMethodSymbol candidate, MethodDeclarationSyntax wanted, Compilation compilation)
    {
        var kept = declaration.Modifiers.Where(modifier =>
            compilation.IsSymbolAccessibleWithin(candidate, compilation.Assembly)
            || modifier.Kind() is not (SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword));
        var added = wanted.Modifiers.Where(modifier => !declaration.Modifiers.Any(modifier.Kind()));
        return [.. kept, .. added];
    }

    private static ParameterListSyntax WriteParameters(MethodDeclarationSyntax declaration, IMethodSymbol candidate, IMethodSymbol call, MethodDeclarationSyntax wanted)
    {
        var old = declaration.ParameterList.Parameters;
        if (FallbackMethods.TakesTheSame(candidate, call))
        {
            var types = old.ToDictionary(static parameter => parameter, parameter => ReplaceType(old.IndexOf(parameter)));
            return declaration.ParameterList.ReplaceNodes(old, (parameter, _) => types[parameter]);
        }

        var parameters = wanted.ParameterList.Parameters.Select((parameter, index) => index < old.Count && FallbackMethods.TakesTheSame(candidate.Parameters[index], call.Parameters[index])
            ? ReplaceType(index).WithTriviaFrom(parameter)
            : parameter);
        var withException = candidate.Parameters.Length > 0 && FallbackMethods.IsException(candidate.Parameters.Last()) && !call.Parameters.Any(FallbackMethods.IsException)
            ? parameters.Append(old.Last().WithoutTrivia())
            : parameters;
        return SyntaxFactory.ParameterList(SyntaxFactory.SeparatedList(withException, withException.Skip(1).Select(static _ => SyntaxFactory.Token(default, SyntaxKind.CommaToken, [SyntaxFactory.Space]))))
            .WithAdditionalAnnotations(Simplifier.Annotation);

        // The parameter keeps its name, because the body may use the name.
        ParameterSyntax ReplaceType(int index) => index < call.Parameters.Length
            ? old[index]
                .WithModifiers(wanted.ParameterList.Parameters[index].Modifiers)
                .WithType(wanted.ParameterList.Parameters[index].Type!.WithTriviaFrom(old[index].Type!))
                .WithTriviaFrom(old[index])
                .WithAdditionalAnnotations(Simplifier.Annotation)
            : old[index];
    }
}
