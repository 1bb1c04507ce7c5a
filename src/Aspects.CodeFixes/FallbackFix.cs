using Aspects.Compiler;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aspects.CodeFixes;

/// <summary>
/// ASPECT0015: gives the method that the attribute names the signature it should have, or writes it below the one it answers for.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FallbackFix() : DiagnosticFix(Descriptors.Fallback)
{
    private protected override async Task OfferAsync(Finding finding)
    {
        if (finding.Noted(FallbackAnalyzer.WantedMethod) is null || finding.Find<MethodDeclarationSyntax>() is not { } method) return;
        var model = await finding.Document.GetSemanticModelAsync(finding.CancellationToken).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(method, finding.CancellationToken) is not { } call || BreakerAttribute.On(call)?.Fallback is not { } name) return;

        var proxied = new ProxiedInterface(call.ContainingType);
        var named = FallbackMethods.Named(name, proxied).ToList();
        if (!FallbackMethods.CanNameMethod(name) || FallbackMethods.OtherThanMethod(name, proxied) is not null || named.Contains(call, SymbolEqualityComparer.Default)) return;

        // Where all is to be fixed at once, the fallback of another method may have been this one.
        if (FallbackMethods.Find(name, call, proxied, model!.Compilation) is not null) return;

        // One with these parameters that answers for another method as it is can be neither changed nor overloaded.
        var taken = named.FindAll(candidate => AnswersForOther(candidate, call, proxied, model.Compilation));
        if (taken.Exists(candidate => FallbackMethods.TakesTheSame(candidate, call))) return;

        var signature = FallbackMethods.Wanted(name, call);
        if (Candidate(named, taken, call) is not { } candidate)
        {
            finding.Offer($"Add '{signature}'", nameof(FallbackFix), () => finding.Root.InsertNodesAfter(method, [InterfaceMember.Below(method, FallbackSignature.Write(name, call))]));
        }
        else if (FallbackSignature.In(candidate, finding.Document.Project.Solution) is { } declaration)
        {
            var rewritten = FallbackSignature.Rewrite(declaration, candidate, call, model.Compilation);
            finding.Register($"Change {name} to '{signature}'", nameof(FallbackFix), cancellationToken => Documents.ReplaceAsync(
                finding.Document.Project.Solution, [(declaration, [rewritten])], cancellationToken));
        }
    }

    /// <summary>
    /// The method that was meant: one beside which another with these parameters could not stand, or the only one of that name, unless
    /// that is there for others.
    /// </summary>
    private static IMethodSymbol? Candidate(List<IMethodSymbol> named, List<IMethodSymbol> taken, IMethodSymbol call) =>
        named.Where(method => FallbackMethods.TakesTheSame(method, call)).OrderBy(static method => method.Parameters.Length).FirstOrDefault()
        ?? (named.Count == 1 && taken.Count == 0 && BreakerAttribute.On(named[0]) is null ? named[0] : null);

    private static bool AnswersForOther(IMethodSymbol candidate, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation) =>
        AnnotatedInterface.MembersOf(proxied.Type).OfType<IMethodSymbol>().Any(other =>
            !SymbolEqualityComparer.Default.Equals(other, call)
            && BreakerAttribute.On(other)?.Fallback == candidate.Name
            && SymbolEqualityComparer.Default.Equals(FallbackMethods.Find(candidate.Name, other, proxied, compilation), candidate));
}
