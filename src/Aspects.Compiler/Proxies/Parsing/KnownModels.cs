using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>Caches the models of interfaces until a declaration of the project changes.</summary>
/// <remarks>Roslyn runs the parser again after every edit. The binding of attributes takes most of that time.</remarks>
internal static class KnownModels
{
    // A model is cached as long as its tree exists. Neither a model nor a version holds a compilation.
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
