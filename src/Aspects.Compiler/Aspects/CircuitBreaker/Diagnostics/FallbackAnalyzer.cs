using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0015: a fallback that cannot replace the guarded call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FallbackAnalyzer : LibraryAnalyzer
{
    /// <summary>The property with the required method, for the code fix.</summary>
    internal const string WantedMethod = nameof(WantedMethod);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.UnusableFallback];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        AttributeUse.Register(start, AnalyzeUse);
        ProxiedInterfaces.Register(start, AnalyzeInterface);
    }

    // Reports errors that one attribute alone shows.
    private static void AnalyzeUse(AttributeUse use)
    {
        var attribute = use.Attribute;
        if (attribute.Fallback is not null && use.Symbol is INamedTypeSymbol)
        {
            Report("Fallback", "Fallback names one method, and the attribute covers all methods. Put Fallback on the method, or use FallbackType.");
        }
        else if (attribute is { Fallback: not null, FallbackType: not null })
        {
            Report("FallbackType", "the attribute has Fallback too, and Fallback wins. Remove one of them.");
        }

        if (attribute.FallbackOn is { } trigger && !Enum.IsDefined(typeof(FallbackTrigger), trigger))
        {
            Report("FallbackOn", $"FallbackOn is {trigger}. Use FallbackTrigger.Rejection or FallbackTrigger.RejectionOrFailure.");
        }

        void Report(string setting, string reason) =>
            use.Report(Diagnostic.Create(BreakerDiagnostics.UnusableFallback, Locations.GetNamedArgument(use.Syntax, setting), use.Owner, reason));
    }

    // Reports errors of an attribute and the guarded members. An attribute gets each reason only once, because a
    // fallback type has the same errors for all members.
    private static void AnalyzeInterface(ProxiedInterface proxied, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var reported = new HashSet<(AttributeData Attribute, string Reason)>();
        foreach (var call in InterfaceMembers.GetMembers(proxied.Type).SelectMany(InterfaceMembers.GetCalls))
        {
            if (AttributePrecedence.FindBreaker(call, proxied) is null) continue;
            if (Fallback.FindSource(call, proxied) is not { } source)
            {
                ReportTriggerAlone(call);
                continue;
            }

            if (source.FallbackType is { TypeKind: TypeKind.Error }) continue;
            if (Fallback.ReasonAgainst(source, call, proxied, compilation) is not { } reason || !reported.Add((source.Data, reason))) continue;
            if (IsReportedElsewhere(source, call, proxied, compilation)) continue;
            var place = Locations.FindSyntax(source.Data, compilation, cancellationToken) is { } syntax
                ? Locations.GetNamedArgument(syntax, source.Fallback is null ? "FallbackType" : "Fallback")
                : Locations.Find(proxied.Type, compilation);
            var properties = ImmutableDictionary<string, string?>.Empty;
            report(Diagnostic.Create(
                BreakerDiagnostics.UnusableFallback,
                place,
                source.Fallback is { } name && call.AssociatedSymbol is null && FallbackMethods.Find(name, call, proxied, compilation) is null
                    ? properties.Add(WantedMethod, FallbackMethods.WriteDeclaration(name, call))
                    : properties,
                (call.AssociatedSymbol ?? call).ToDisplayString(),
                reason));
        }

        // FallbackOn of an interface applies to the fallbacks of its methods. FallbackOn of a method needs a fallback
        // of that method.
        void ReportTriggerAlone(IMethodSymbol call)
        {
            if (AttributePrecedence.FindOnMember(call) is not { FallbackOn: not null } attribute || FindOtherOwner(attribute, proxied, compilation) is not null) return;
            if (Locations.FindSyntax(attribute.Data, compilation, cancellationToken) is not { } syntax || !reported.Add((attribute.Data, ""))) return;
            report(Diagnostic.Create(
                BreakerDiagnostics.UnusableFallback,
                Locations.GetNamedArgument(syntax, "FallbackOn"),
                (call.AssociatedSymbol ?? call).ToDisplayString(),
                "FallbackOn is set without a fallback. Add Fallback or FallbackType, or remove FallbackOn."));
        }
    }

    // The declaring interface reports the errors of an attribute. Inheriting interfaces do not repeat them.
    private static bool IsReportedElsewhere(BreakerAttribute source, IMethodSymbol call, ProxiedInterface proxied, Compilation compilation)
    {
        if (FindOtherOwner(source, proxied, compilation) is not { } elsewhere) return false;
        var there = GuardedMethod.FindAll(new ProxiedInterface(elsewhere))
            .Where(guarded => SymbolEqualityComparer.Default.Equals(guarded.Method.OriginalDefinition, call.OriginalDefinition));
        return there.Any(guarded => Fallback.ReasonAgainst(source, guarded.Method, guarded.Proxied, compilation) is not null);
    }

    /// <summary>
    /// Finds the interface of this project that has the attribute; <see langword="null"/> if it is the proxied one.
    /// </summary>
    private static INamedTypeSymbol? FindOtherOwner(BreakerAttribute attribute, ProxiedInterface proxied, Compilation compilation)
    {
        var type = (attribute.Owner as INamedTypeSymbol ?? attribute.Owner.ContainingType)?.OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(type?.ContainingAssembly, compilation.Assembly) && !SymbolEqualityComparer.Default.Equals(type, proxied.Type) ? type : null;
    }
}
