using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler.Tests;

/// <summary>The analyzers that users get together with the generator.</summary>
internal static class LibraryAnalyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(ProxyabilityAnalyzer).Assembly.GetExportedTypes()
            .Where(static type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];
}
