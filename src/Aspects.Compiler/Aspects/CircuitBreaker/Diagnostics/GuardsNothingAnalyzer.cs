using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0022: an attribute for a whole interface that has no method for it to cover.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GuardsNothingAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.GuardsNothing];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.Register(start, Analyze);

    private static void Analyze(AttributeUse use)
    {
        var isForeign = use.Symbol is IAssemblySymbol;
        if ((isForeign ? use.Attribute.ForeignType : use.Symbol) is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type) return;
        if (!use.Attribute.HasUsableName || !use.Attribute.Members.IsEmpty || ProxiedInterfaces.Of(use.Compilation).Find(type) is not { } proxied) return;
        if (isForeign && proxied.ForAll?.Data != use.Attribute.Data) return;
        if (AnnotatedInterface.MembersOf(type).Any(member => IsCovered(member, proxied) || AnnotatedInterface.CallsOf(member).Any(call => HasToDoWith(use.Attribute, call, proxied)))) return;

        var remedy = isForeign
            ? "name the properties that should be guarded in Members, or take it away"
            : "put it on the properties that should be guarded, or take it away";
        use.Report(Diagnostic.Create(Descriptors.GuardsNothing, use.Syntax.GetLocation(), type.ToDisplayString(), remedy));
    }

    // Whether or not it opts out; what cannot be forwarded at all has been told so.
    private static bool IsCovered(ISymbol member, ProxiedInterface proxied) =>
        member is IMethodSymbol method && (method.MethodKind != MethodKind.Ordinary || AnnotatedInterface.CoverOf(method, proxied) is not null);

    // It names the breaker, or adds settings to the one that an attribute on the member names.
    private static bool HasToDoWith(BreakerAttribute attribute, IMethodSymbol call, ProxiedInterface proxied) =>
        AnnotatedInterface.BreakerOf(call, proxied) is not null
        && AnnotatedInterface.AttributesFor(call, proxied).Any(known => known.Data == attribute.Data);
}
