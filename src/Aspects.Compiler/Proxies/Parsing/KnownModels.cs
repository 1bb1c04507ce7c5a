using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>
/// Keeps the models of interfaces for as long as the declarations of the project are the same. Roslyn runs the parser
/// again after every edit, and binding the attributes again takes most of that time.
/// </summary>
internal static class KnownModels
{
    // Models live as long as their trees. Neither a model nor a version holds a compilation.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<TextSpan, (DeclarationVersion Version, ProxyModel? Model)>> Models = new();

    public static ProxyModel? GetOrParse(
        GeneratorSyntaxContext context, Func<GeneratorSyntaxContext, CancellationToken, ProxyModel?> parse, CancellationToken cancellationToken)
    {
        var version = DeclarationVersion.Get(context.SemanticModel.Compilation, cancellationToken);
        var known = Models.GetValue(context.Node.SyntaxTree, static _ => new());
        if (known.TryGetValue(context.Node.Span, out var last) && last.Version.Equals(version)) return last.Model;

        var model = parse(context, cancellationToken);
        known[context.Node.Span] = (version, model);
        return model;
    }
}
