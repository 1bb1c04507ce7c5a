using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0022: an attribute for a whole interface without methods to cover.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CoversNothingAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.CoversNothing];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.Register(start, Analyze);

    private static void Analyze(AttributeUse use)
    {
        var isExternal = use.Symbol is IAssemblySymbol;
        if ((isExternal ? use.Attribute.ExternalType : use.Symbol) is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type) return;
        if (!use.Attribute.HasUsableName || !use.Attribute.Members.IsEmpty || ProxiedInterfaces.Get(use.Compilation).Find(type) is not { } proxied) return;
        if (isExternal && proxied.ForAll?.Data != use.Attribute.Data) return;
        if (InterfaceMembers.GetMembers(type).Any(member => IsCovered(member, proxied) || InterfaceMembers.GetCalls(member).Any(call => Affects(use.Attribute, call, proxied)))) return;

        var remedy = isExternal
            ? "Name properties in Members, or remove the attribute"
            : "Put the attribute on single properties, or remove it";
        use.Report(Diagnostic.Create(BreakerDiagnostics.CoversNothing, use.Syntax.GetLocation(), type.ToDisplayString(), remedy));
    }

    // An opted-out method is covered too. ASPECT0003 reports members that a proxy cannot forward.
    private static bool IsCovered(ISymbol member, ProxiedInterface proxied) =>
        member is IMethodSymbol method && (method.MethodKind != MethodKind.Ordinary || AttributePrecedence.FindCover(method, proxied) is not null);

    // The attribute names the circuit breaker of the call, or adds settings to it.
    private static bool Affects(BreakerAttribute attribute, IMethodSymbol call, ProxiedInterface proxied) =>
        AttributePrecedence.FindBreaker(call, proxied) is not null
        && AttributePrecedence.GetAttributes(call, proxied).Any(known => known.Data == attribute.Data);
}
