using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Analyzers;

/// <summary>
/// ASPECT0013: a parameter that cannot choose a breaker; ASPECT0014: members that go through one name with keys of different types.
/// What other assemblies ask for is known at run time, and compared there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Key, Descriptors.KeyConflict];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(AnalyzeParameter, SymbolKind.Parameter);
        context.RegisterCompilationStartAction(static start =>
        {
            var uses = new ConcurrentBag<Use>();
            start.RegisterSymbolAction(symbol => Collect(symbol, uses), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => ReportConflicts(end, uses));
        });
    }

    private static void AnalyzeParameter(SymbolAnalysisContext context)
    {
        var parameter = (IParameterSymbol)context.Symbol;
        if (CircuitKey.On(parameter) is not { } key) return;
        if (Places.Of(key.Attribute, context.Compilation, context.CancellationToken) is not { } syntax) return;
        if (ReasonAgainst(key, context.Compilation) is not { } reason) return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.Key, syntax.GetLocation(), parameter.Name, parameter.ContainingSymbol.ToDisplayString(), reason));
    }

    private static string? ReasonAgainst(CircuitKey key, Compilation compilation)
    {
        var member = key.Parameter.ContainingSymbol;
        if (!AnnotatedInterface.IsSeenByProxy(member)) return "a proxy has the members of an interface that implementations provide; mark the parameter there";
        var isGuarded = AnnotatedInterface.CallsOf(member)
            .Any(static call => AnnotatedInterface.BreakerOf(call, new ProxiedInterface(call.ContainingType)) is not null);
        return isGuarded || IsGuardedElsewhere(member, compilation)
            ? key.ReasonAgainst(compilation)
            : "no circuit breaker guards the member; add [CircuitBreaker(\"…\")], or take [CircuitKey] away";
    }

    // A member without attributes may be guarded by an interface that inherits it, or by an attribute on the assembly.
    private static bool IsGuardedElsewhere(ISymbol member, Compilation compilation) => compilation
        .GetSymbolsWithName(static _ => true, SymbolFilter.Type)
        .OfType<INamedTypeSymbol>()
        .Where(static type => type.TypeKind == TypeKind.Interface)
        .Select(static type => new ProxiedInterface(type))
        .Concat(ForeignInterfaces.Of(compilation.Assembly))
        .Where(proxied => proxied.Type.AllInterfaces.Prepend(proxied.Type)
            .Any(inherited => SymbolEqualityComparer.Default.Equals(inherited.OriginalDefinition, member.ContainingType)))
        .Any(proxied => AnnotatedInterface.CallsOf(member).Any(call => AnnotatedInterface.BreakerOf(call, proxied) is not null));

    private static void Collect(SymbolAnalysisContext context, ConcurrentBag<Use> uses)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Interface || !AnnotatedInterface.IsAnnotated(type)) return;

        foreach (var call in AnnotatedInterface.MembersOf(type).SelectMany(AnnotatedInterface.CallsOf))
        {
            if (AnnotatedInterface.BreakerOf(call, new ProxiedInterface(type)) is not { HasUsableName: true } attribute) continue;
            var key = CircuitKey.Of(call);

            // What is wrong with the parameter itself is said there.
            if (key?.ReasonAgainst(context.Compilation) is not null) continue;
            var member = call.AssociatedSymbol ?? call;
            if ((Places.Of(member, context.Compilation) ?? Places.Of(type, context.Compilation)) is not { } location) continue;
            uses.Add(new Use(attribute.Name!, key?.Type, key?.Capacity, member, location));
        }
    }

    private static void ReportConflicts(CompilationAnalysisContext context, ConcurrentBag<Use> uses)
    {
        var inOrder = uses
            .OrderBy(static use => use.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(static use => use.Location.SourceSpan.Start);
        foreach (var ofOneName in inOrder.GroupBy(static use => use.Name, StringComparer.OrdinalIgnoreCase))
        {
            var reported = new HashSet<Location>();
            var first = ofOneName.First();
            var firstCapacity = ofOneName.FirstOrDefault(static use => use.Capacity is not null);
            foreach (var other in ofOneName)
            {
                if (!SymbolEqualityComparer.Default.Equals(first.KeyType, other.KeyType)) Report(first, other, first.Text, other.Text);
                else if (other.Capacity is not null && other.Capacity != firstCapacity!.Capacity) Report(firstCapacity, other, firstCapacity.CapacityText, other.CapacityText);
            }

            void Report(Use one, Use other, string text, string otherText)
            {
                // Both accessors of a property stand at one place.
                if (!reported.Add(other.Location)) return;
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.KeyConflict,
                    other.Location,
                    additionalLocations: [one.Location],
                    other.Name,
                    text,
                    one.Member.ToDisplayString(),
                    otherText,
                    other.Member.ToDisplayString()));
            }
        }
    }

    private sealed record Use(string Name, ITypeSymbol? KeyType, int? Capacity, ISymbol Member, Location Location)
    {
        public string Text => KeyType is null ? "no key" : $"a key of type {KeyType.ToDisplayString()}";

        public string CapacityText => FormattableString.Invariant($"Capacity = {Capacity}");
    }
}
