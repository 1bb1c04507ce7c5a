using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>From the attributes on the assembly to the models of the proxies they ask for: one for each interface.</summary>
internal static class ExternalInterfaceParser
{
    // A type that one assembly forwards to another looks ambiguous to references in documentation.
    private const string AmbiguousReference = "CS0419";

    public static EquatableArray<ProxyModel> Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var models = new List<ProxyModel>();
        var names = new ExternalProxyNames(compilation);
        foreach (var proxied in ExternalInterfaces.Find(compilation.Assembly))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Proxyability.FindRefusals(proxied, compilation).Any()) continue;
            var model = InterfaceParser.Parse(proxied, names.Choose(proxied.Type), compilation, cancellationToken);
            models.Add(model with { Warnings = model.Warnings.Prepend(AmbiguousReference).ToEquatableArray() });
        }

        return models.ToEquatableArray();
    }
}
