using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aspects.Compiler;

/// <summary>
/// The models of interfaces as they were parsed last: to ask for a symbol and its attributes again takes most of the time of an edit, and
/// nothing of it can have changed while the declarations are the same.
/// </summary>
internal static class KnownModels
{
    // Held by their trees, and gone with them. Neither a model nor a version keeps a compilation.
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<TextSpan, (DeclarationVersion Version, ProxyModel? Model)>> OfTrees = new();

    public static ProxyModel? GetOrParse(GeneratorSyntaxContext context, Func<GeneratorSyntaxContext, CancellationToken, ProxyModel?> parse, CancellationToken cancellationToken)
    {
        var version = DeclarationVersion.Of(context.SemanticModel.Compilation, cancellationToken);
        var known = OfTrees.GetValue(context.Node.SyntaxTree, static _ => new());
        if (known.TryGetValue(context.Node.Span, out var last) && last.Version.Equals(version)) return last.Model;

        var model = parse(context, cancellationToken);
        known[context.Node.Span] = (version, model);
        return model;
    }
}
