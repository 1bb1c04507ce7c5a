using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0015: gives the named method the required signature, or adds the method below the guarded one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FallbackFix() : DiagnosticFix(BreakerDiagnostics.UnusableFallback)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.GetProperty(FallbackAnalyzer.WantedMethod) is null || finding.FindNode<MethodDeclarationSyntax>() is not { } method) return;
        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(method, finding.CancellationToken) is not { } call || BreakerAttribute.Find(call)?.Fallback is not { } name) return;

        var proxied = new ProxiedInterface(call.ContainingType);
        var named = FallbackMethods.Named(name, proxied).ToList();
        if (!FallbackMethods.CanNameMethod(name) || FallbackMethods.OtherThanMethod(name, proxied) is not null || named.Contains(call, SymbolEqualityComparer.Default)) return;

        // "Fix all" may have added the method already, as the fallback of another member.
        if (FallbackMethods.Find(name, call, proxied, model!.Compilation) is not null) return;

        // A fallback of another member keeps its signature. C# allows no overload with the same parameters.
        var taken = named.FindAll(candidate => IsFallbackOfOther(candidate, call, proxied, model.Compilation));
        if (taken.Exists(candidate => FallbackMethods.TakesTheSame(candidate, call))) return;

        var signature = FallbackMethods.WriteDeclaration(name, call);
        if (FindCandidate(named, taken, call) is not { } candidate)
        {
            finding.OfferReplacement($"Add '{signature}'", "Signature", method.Parent!, () => method.Parent!.InsertNodesAfter(method, [FallbackSignature.WriteBelow(method, name, call)]));
        }
        else if (FallbackSignature.FindDeclaration(candidate, finding.Document.Project.Solution) is { } declaration)
        {
            finding.Offer($"Change {name} to '{signature}'", "Signature", async cancellationToken =>
            {
                var document = Documents.Find(declaration.SyntaxTree, finding.Document.Project.Solution)!;
                var root = await declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
                var rewritten = FallbackSignature.Rewrite(declaration, candidate, call, model.Compilation);
                return document.WithSyntaxRoot(root.ReplaceNode(declaration, rewritten)).Project.Solution;
            });
        }
    }

    /// <summary>Finds the method to change.</summary>
    /// <remarks>
    /// The method prevents an overload with these parameters, or is the only method of that name that no other member
    /// uses.
    /// </remarks>
    private static IMethodSymbol? FindCandidate(List<IMethodSymbol> named, List<IMethodSymbol> taken, IMethodSymbol call) =>
        named.Where(method => FallbackMethods.TakesTheSame(method, call)).OrderBy(static method => method.Parameters.Length).FirstOrDefault()
        ?? (named.Count == 1 && taken.Count == 0 && BreakerAttribute.Find(named[0]) is null ? named[0] : null);

    private static bool IsFallbackOfOther(IMethodSymbol candidate, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation) =>
        InterfaceMembers.GetMembers(proxied.Type).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, call)
            && BreakerAttribute.Find(other)?.Fallback == candidate.Name
            && SymbolEqualityComparer.Default.Equals(FallbackMethods.Find(candidate.Name, other, proxied, compilation), candidate));
}
