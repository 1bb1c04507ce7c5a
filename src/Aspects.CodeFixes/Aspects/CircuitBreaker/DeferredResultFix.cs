using System.Composition;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aspects.CodeFixes;

/// <summary>ASPECT0012: adds <c>[NoCircuitBreaker]</c> to a member with a deferred result.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeferredResultFix() : DiagnosticFix(BreakerDiagnostics.DeferredResult)
{
    private protected override Task OfferAsync(Finding finding)
    {
        // An opt-out beside an attribute on the same member would be ASPECT0007.
        if (finding.FindNode<MemberDeclarationSyntax>() is { } member and not BaseTypeDeclarationSyntax && !HasBreaker(member))
        {
            finding.OfferReplacement("Add [NoCircuitBreaker]", "OptOut", member, () => Attributes.Add(member, WriteOptOut()));
        }

        return Task.CompletedTask;
    }

    private static bool HasBreaker(MemberDeclarationSyntax member) => member.AttributeLists
        .SelectMany(static list => list.Attributes)
        .Any(static attribute => attribute.Name.ToString().EndsWith("CircuitBreaker", StringComparison.Ordinal));

    // The full name is shortened as far as the usings of the document allow.
    private static AttributeSyntax WriteOptOut() =>
        SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::Aspects.NoCircuitBreakerAttribute").WithAdditionalAnnotations(Simplifier.Annotation));
}
