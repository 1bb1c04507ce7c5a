using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Creates the descriptors of the library: one category, and a page in docs/diagnostics for each id.</summary>
internal static class DiagnosticFactory
{
    private const string Category = "Aspects";
    private const string Pages = "https://github.com/aspects-dotnet/aspects/blob/main/docs/diagnostics/";

    public static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: $"{Pages}{id}.md", customTags: tags);
}
