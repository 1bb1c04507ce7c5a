using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler;

/// <summary>ASPECT0009: a type that <c>Handle</c>, <c>Ignore</c> or <c>Classifier</c> cannot use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutcomeTypeAnalyzer : LibraryAnalyzer
{
    /// <summary>The property with the type, for the code fix.</summary>
    internal const string ListedType = nameof(ListedType);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [BreakerDiagnostics.OutcomeType];

    private protected override void Register(CompilationStartAnalysisContext start) => AttributeUse.Register(start, Analyze);

    private static void Analyze(AttributeUse use)
    {
        var handled = use.Attribute.Handle ?? [];
        var ignored = use.Attribute.Ignore ?? [];
        foreach (var type in handled) ReportException(use, "Handle", type);
        foreach (var type in ignored)
        {
            if (handled.Contains(type, SymbolEqualityComparer.Default)) Report(use, "Ignore", type, "it is in Handle too. Remove it from one of the lists.");
            else ReportException(use, "Ignore", type);
        }

        if (use.Attribute.Classifier is { } classifier && OutcomeTypes.ReasonAgainstClassifier(classifier, use.Compilation) is { } reason)
        {
            Report(use, "Classifier", classifier, reason);
        }
    }

    private static void ReportException(AttributeUse use, string list, ITypeSymbol type)
    {
        if (OutcomeTypes.ReasonAgainstException(type, use.Compilation) is { } reason) Report(use, list, type, reason);
    }

    // The compiler reports types that do not exist.
    private static void Report(AttributeUse use, string setting, ITypeSymbol type, string reason)
    {
        if (type.TypeKind == TypeKind.Error) return;
        use.Report(Diagnostic.Create(
            BreakerDiagnostics.OutcomeType,
            Locations.GetNamedArgument(use.Syntax, setting),
            ImmutableDictionary<string, string?>.Empty.Add(ListedType, type.ToDisplayString()),
            type.ToDisplayString(), setting, use.Owner, reason));
    }
}
