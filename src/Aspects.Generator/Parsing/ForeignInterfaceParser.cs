using Aspects.Generator.Models;
using Aspects.Generator.Rules;
using Microsoft.CodeAnalysis;

namespace Aspects.Generator.Parsing;

/// <summary>From the attributes on the assembly to the models of the proxies they ask for: one for each interface.</summary>
internal static class ForeignInterfaceParser
{
    // A type that one assembly forwards to another looks ambiguous to references in documentation.
    private const string AmbiguousReference = "CS0419";

    public static EquatableArray<ProxyModel> Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var models = new List<ProxyModel>();
        foreach (var proxied in ForeignInterfaces.Of(compilation.Assembly))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Proxyability.Of(proxied, compilation).Any()) continue;
            var model = InterfaceParser.Parse(proxied, compilation, cancellationToken);
            models.Add(model with { Warnings = model.Warnings.Prepend(AmbiguousReference).ToEquatableArray() });
        }

        return WithNamesOfTheirOwn(models).ToEquatableArray();
    }

    // Two closed forms may differ only in the namespaces of their arguments.
    private static IEnumerable<ProxyModel> WithNamesOfTheirOwn(IEnumerable<ProxyModel> models) => models
        .GroupBy(static model => $"{model.Namespace}.{model.ClassName}`{model.TypeParameters.Count}", StringComparer.Ordinal)
        .SelectMany(static ofOneName => ofOneName.Select(static (model, index) =>
            index == 0 ? model : model with { BaseName = FormattableString.Invariant($"{model.BaseName}{index + 1}") }));
}
