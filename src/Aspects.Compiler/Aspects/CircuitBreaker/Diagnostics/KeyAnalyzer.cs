using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>
/// ASPECT0013: a parameter that cannot choose a breaker; ASPECT0014: members that go through one name with keys of different types.
/// What other assemblies ask for is known at run time, and compared there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Key, Descriptors.KeyConflict];

    private protected override void Register(CompilationStartAnalysisContext start)
    {
        start.RegisterSymbolAction(
            static symbol => Analyze((IParameterSymbol)symbol.Symbol, symbol.Compilation, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.Parameter);
        start.RegisterSyntaxNodeAction(AnalyzeInBody, SyntaxKind.Parameter);
        start.RegisterCompilationEndAction(ReportConflicts);
    }

    // Functions inside a body are members of nothing, and their parameters are not among the symbols that are looked at.
    private static void AnalyzeInBody(SyntaxNodeAnalysisContext context)
    {
        var syntax = (ParameterSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || !IsOfFunction(syntax)) return;
        if (context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } parameter) return;
        Analyze(parameter, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
    }

    private static bool IsOfFunction(ParameterSyntax parameter) =>
        (parameter.Parent is ParameterListSyntax list ? list.Parent : parameter.Parent) is LocalFunctionStatementSyntax or LambdaExpressionSyntax;

    private static void Analyze(IParameterSymbol parameter, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellationToken)
    {
        if (CircuitKey.On(parameter) is not { } key || ReasonAgainst(key, compilation) is not { } reason) return;
        if (Places.Of(key.Attribute, compilation, cancellationToken) is not { } syntax) return;
        report(Diagnostic.Create(Descriptors.Key, syntax.GetLocation(), parameter.Name, parameter.ContainingSymbol.ToDisplayString(), reason));
    }

    private static string? ReasonAgainst(CircuitKey key, Compilation compilation)
    {
        var member = key.Parameter.ContainingSymbol;
        if (!AnnotatedInterface.IsSeenByProxy(member)) return "a proxy has the members of an interface that implementations provide; mark the parameter there";
        return IsGuarded(member, compilation)
            ? key.ReasonAgainst(compilation)
            : "no circuit breaker guards the member; add [CircuitBreaker(\"…\")], or take [CircuitKey] away";
    }

    // A member without attributes may be guarded by an interface that inherits it, or by an attribute on the assembly.
    private static bool IsGuarded(ISymbol member, Compilation compilation) => ProxiedInterfaces.Of(compilation).FormsOf(member)
        .Any(static form => AnnotatedInterface.CallsOf(form.Member).Any(call => AnnotatedInterface.BreakerOf(call, form.Proxied) is not null));

    private static IEnumerable<Use> UsesIn(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var proxied in ProxiedInterfaces.Of(compilation).All)
        {
            foreach (var call in AnnotatedInterface.MembersOf(proxied.Type).SelectMany(AnnotatedInterface.CallsOf))
            {
                if (AnnotatedInterface.BreakerOf(call, proxied) is not { HasUsableName: true } attribute) continue;
                var key = CircuitKey.Of(call);

                // What is wrong with the parameter itself is said there.
                if (key?.ReasonAgainst(compilation) is not null) continue;
                var member = call.AssociatedSymbol ?? call;
                if (Places.Of(member, proxied, compilation, cancellationToken) is not { } location) continue;
                yield return new Use(attribute.Name!, key?.Type, key?.Capacity, member, location);
            }
        }
    }

    private static void ReportConflicts(CompilationAnalysisContext context)
    {
        var inOrder = UsesIn(context.Compilation, context.CancellationToken)
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
