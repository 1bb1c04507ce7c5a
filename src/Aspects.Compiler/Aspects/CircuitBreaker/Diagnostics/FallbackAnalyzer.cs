using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0015: a fallback that cannot answer, so that callers would get the rejection after all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FallbackAnalyzer : LibraryAnalyzer
{
    /// <summary>The method that would fit, for the fix that writes it.</summary>
    internal const string WantedMethod = nameof(WantedMethod);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Fallback];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, AnalyzeUse);
        start.RegisterSymbolAction(AnalyzeInterface, SymbolKind.NamedType);
        start.RegisterCompilationEndAction(AnalyzeForeign);
    }

    // What an attribute says is wrong by itself.
    private static void AnalyzeUse(AttributeUse use)
    {
        var attribute = use.Attribute;
        if (attribute.Fallback is not null && use.Symbol is INamedTypeSymbol)
        {
            Report("Fallback", "it names one method, and the attribute is about all of them; put it on the method, or use FallbackType");
        }
        else if (attribute is { Fallback: not null, FallbackType: not null })
        {
            Report("FallbackType", "the attribute names a method as well, which wins; take one of them away");
        }

        if (attribute.FallbackOn is { } cause && !Enum.IsDefined(typeof(FallbackTrigger), cause))
        {
            Report("FallbackOn", $"FallbackOn is {cause}; use FallbackTrigger.Rejection or FallbackTrigger.RejectionOrFailure");
        }

        void Report(string setting, string reason) =>
            use.Report(Diagnostic.Create(Descriptors.Fallback, Places.OfSetting(use.Syntax, setting), use.Place, reason));
    }

    private static void AnalyzeInterface(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !AnnotatedInterface.IsAnnotated(type)) return;
        Analyze(new ProxiedInterface(type), context.Compilation, context.ReportDiagnostic, context.CancellationToken);
    }

    private static void AnalyzeForeign(CompilationAnalysisContext context)
    {
        foreach (var proxied in ProxiedInterfaces.Of(context.Compilation).OfAssembly)
        {
            Analyze(proxied, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    // What is wrong with it for the members that it is to answer for. Once for each attribute: a type fails all members alike.
    private static void Analyze(ProxiedInterface proxied, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var reported = new HashSet<(AttributeData Attribute, string Reason)>();
        foreach (var call in AnnotatedInterface.MembersOf(proxied.Type).SelectMany(AnnotatedInterface.CallsOf))
        {
            if (AnnotatedInterface.BreakerOf(call, proxied) is null) continue;
            if (Fallback.SourceOf(call, proxied) is not { } source)
            {
                ReportCauseAlone(call);
                continue;
            }

            if (source.FallbackType is { TypeKind: TypeKind.Error }) continue;
            if (Fallback.ReasonAgainst(source, call, proxied, compilation) is not { } reason || !reported.Add((source.Data, reason))) continue;
            if (IsSaidWhereItStands(source, call, proxied, compilation)) continue;
            var place = Places.Of(source.Data, compilation, cancellationToken) is { } syntax
                ? Places.OfSetting(syntax, source.Fallback is null ? "FallbackType" : "Fallback")
                : Places.Of(proxied.Type, compilation);
            var properties = ImmutableDictionary<string, string?>.Empty;
            report(Diagnostic.Create(
                Descriptors.Fallback,
                place,
                source.Fallback is { } name && call.AssociatedSymbol is null && FallbackMethods.Find(name, call, proxied, compilation) is null
                    ? properties.Add(WantedMethod, FallbackMethods.Wanted(name, call))
                    : properties,
                (call.AssociatedSymbol ?? call).ToDisplayString(),
                reason));
        }

        // An attribute on an interface may say when fallbacks of its methods answer; one on a method has only its own.
        void ReportCauseAlone(IMethodSymbol call)
        {
            if (AnnotatedInterface.OnMember(call) is not { FallbackOn: not null } attribute || StandsElsewhere(attribute, proxied, compilation) is not null) return;
            if (Places.Of(attribute.Data, compilation, cancellationToken) is not { } syntax || !reported.Add((attribute.Data, ""))) return;
            report(Diagnostic.Create(
                Descriptors.Fallback,
                Places.OfSetting(syntax, "FallbackOn"),
                (call.AssociatedSymbol ?? call).ToDisplayString(),
                "nothing answers for it; name a Fallback or a FallbackType, or take FallbackOn away"));
        }
    }

    // Interfaces that inherit a member have nothing to add to what is wrong with its attribute by itself.
    private static bool IsSaidWhereItStands(BreakerAttribute source, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        if (StandsElsewhere(source, proxied, compilation) is not { } elsewhere) return false;
        var there = GuardedMethod.In(new ProxiedInterface(elsewhere))
            .Where(guarded => SymbolEqualityComparer.Default.Equals(guarded.Method.OriginalDefinition, call.OriginalDefinition));
        return there.Any(guarded => Fallback.ReasonAgainst(source, guarded.Method, guarded.Proxied, compilation) is not null);
    }

    /// <summary>The interface of this project that an attribute stands on, where it is another than the one that is looked at.</summary>
    private static INamedTypeSymbol? StandsElsewhere(BreakerAttribute attribute, ProxiedInterface proxied, Compilation compilation)
    {
        var type = (attribute.Owner as INamedTypeSymbol ?? attribute.Owner.ContainingType)?.OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, compilation.Assembly) && !SymbolEqualityComparer.Default.Equals(type, proxied.Type) ? type : null;
    }
}
