using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0014: members of one circuit breaker with keys of different types or capacities.</summary>
/// <remarks>The runtime compares the keys of several assemblies, because no single compilation has them all.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeyConflictAnalyzer : LibraryAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.KeyConflict];

    // RS1013 asks for a compilation action. The start action of the base class skips projects without the library.
#pragma warning disable RS1013
    private protected override void Register(CompilationStartAnalysisContext start) => start.RegisterCompilationEndAction(Analyze);
#pragma warning restore RS1013

    private static void Analyze(CompilationAnalysisContext context)
    {
        var inOrder = FindKeys(context.Compilation, context.CancellationToken)
            .OrderBy(static key => key.Location.SourceTree!.FilePath, StringComparer.Ordinal)
            .ThenBy(static key => key.Location.SourceSpan.Start);
        foreach (var sameBreaker in inOrder.GroupBy(static key => key.Breaker, StringComparer.OrdinalIgnoreCase))
        {
            var reported = new HashSet<Location>();
            var first = sameBreaker.First();
            var firstCapacity = sameBreaker.FirstOrDefault(static key => key.Capacity is not null);
            foreach (var other in sameBreaker)
            {
                if (!SymbolEqualityComparer.Default.Equals(first.Type, other.Type)) Report(first, other, first.DescribeType(), other.DescribeType());
                else if (other.Capacity is not null && other.Capacity != firstCapacity!.Capacity) Report(firstCapacity, other, firstCapacity.DescribeCapacity(), other.DescribeCapacity());
            }

            void Report(Key one, Key other, string text, string otherText)
            {
                // Both accessors of a property have one location.
                if (!reported.Add(other.Location)) return;
                context.ReportDiagnostic(Diagnostic.Create(
                    BreakerDiagnostics.KeyConflict,
                    other.Location,
                    additionalLocations: [one.Location],
                    other.Breaker,
                    text,
                    one.Member.ToDisplayString(),
                    otherText,
                    other.Member.ToDisplayString()));
            }
        }
    }

    private static IEnumerable<Key> FindKeys(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var (method, proxied, attribute) in ProxiedInterfaces.Get(compilation).All.SelectMany(GuardedMethod.FindAll))
        {
            if (!attribute.HasUsableName) continue;

            // ASPECT0013 reports unusable keys.
            var key = CircuitKey.Find(method);
            if (key?.ReasonAgainst(compilation) is not null) continue;
            var member = method.AssociatedSymbol ?? method;
            if (Locations.Find(member, proxied, compilation, cancellationToken) is not { } location) continue;
            yield return new Key(attribute.Name!, key?.Type, key?.Capacity, member, location);
        }
    }

    private sealed record Key(string Breaker, ITypeSymbol? Type, int? Capacity, ISymbol Member, Location Location)
    {
        public string DescribeType() => Type is null ? "no key" : $"a key of type {Type.ToDisplayString()}";

        public string DescribeCapacity() => FormattableString.Invariant($"Capacity = {Capacity}");
    }
}
