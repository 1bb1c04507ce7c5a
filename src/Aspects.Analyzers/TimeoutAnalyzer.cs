using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>ASPECT0018: a call that a timeout gives up, but cannot end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimeoutAnalyzer : LibraryAnalyzer
{
    private const string Setting = "TimeoutSeconds";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.TimeoutWithoutToken];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(
            static symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.TypeKind == TypeKind.Interface && AnnotatedInterface.IsAnnotated(type)) Analyze(new ProxiedInterface(type), symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken);
            },
            SymbolKind.NamedType);
        start.RegisterCompilationEndAction(static compilation =>
        {
            foreach (var proxied in ForeignInterfaces.Of(compilation.Compilation.Assembly))
            {
                Analyze(proxied, compilation.Compilation, compilation.ReportDiagnostic, compilation.CancellationToken);
            }
        });
    }

    private static void Analyze(ProxiedInterface proxied, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        var calls = AnnotatedInterface.MembersOf(proxied.Type)
            .SelectMany(AnnotatedInterface.CallsOf)
            .Select(call => (Call: call, Attribute: AnnotatedInterface.BreakerOf(call, proxied)))
            .Where(static guarded => guarded.Attribute is { HasUsableName: true });
        foreach (var ofOneBreaker in calls.GroupBy(static guarded => guarded.Attribute!.Value.Name!, StringComparer.OrdinalIgnoreCase))
        {
            // One breaker has one timeout, for all that goes through it.
            if (TimeoutOf(ofOneBreaker.Select(static guarded => guarded.Call), proxied) is not { } source) continue;
            foreach (var (call, attribute) in ofOneBreaker)
            {
                if (ReasonAgainst(call) is not { } reason) continue;
                var member = call.AssociatedSymbol ?? call;
                var location = Places.Of(member, compilation)
                    ?? (Places.Of(source.Data, compilation, cancellationToken) is { } syntax ? Places.OfSetting(syntax, Setting) : Places.Of(proxied.Type, compilation));
                report(Diagnostic.Create(Descriptors.TimeoutWithoutToken, location, member.ToDisplayString(), attribute!.Value.Name, reason));
            }
        }
    }

    /// <summary>The attribute that gives a breaker its timeout; <see langword="null"/> where it has none.</summary>
    private static BreakerAttribute? TimeoutOf(IEnumerable<IMethodSymbol> calls, ProxiedInterface proxied)
    {
        var nearestFirst = calls
            .SelectMany(call => AnnotatedInterface.AttributesFor(call, proxied))
            .OrderBy(static attribute => attribute.Owner is INamedTypeSymbol or IAssemblySymbol)
            .ToList();
        var found = nearestFirst
            .Concat(nearestFirst.Select(static attribute => BreakerAttribute.DefaultsOf(attribute.Assembly)).OfType<BreakerAttribute>())
            .Select(static attribute => (Attribute: attribute, Value: attribute.Settings.Where(static set => set.Setting.Name == Setting && set.Setting.Allows(set.Value)).Select(static set => (double?)set.Value).FirstOrDefault()))
            .FirstOrDefault(static candidate => candidate.Value is not null);
        return found.Value > 0 ? found.Attribute : null;
    }

    // A stream has the token of whoever enumerates it. A call that returns what it brings has been waited for already: that it took too long
    // counts as a failure, which is what one may want.
    private static string? ReasonAgainst(IMethodSymbol call)
    {
        if (ReturnTypes.StreamOf(call.ReturnType) == StreamShape.Observable) return "an observable may have nothing to say for as long as it likes, and no timeout ends it; give it a breaker of its own";
        return ReturnTypes.KindOf(call.ReturnType) != TaskShape.None && !call.Parameters.Any(CancellationTokens.Is)
            ? "it takes no CancellationToken: its caller goes on when the time is up, and the call goes on behind; add one"
            : null;
    }
}
