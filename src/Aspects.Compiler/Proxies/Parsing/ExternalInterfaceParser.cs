using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Parses the interfaces that assembly attributes name.</summary>
internal static class ExternalInterfaceParser
{
    // If one assembly forwards a type to another, a documentation reference to the type is ambiguous.
    private const string AmbiguousReference = "CS0419";

    public static EquatableArray<ProxyModel> Parse(AspectSet aspects, Compilation compilation, CancellationToken cancellationToken)
    {
        var models = new List<ProxyModel>();
        var names = new ExternalProxyNames(aspects, compilation);
        foreach (var type in aspects.GetExternalInterfaces(compilation))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Proxyability.FindRefusals(type, aspects, compilation).Any()) continue;
            if (InterfaceParser.Parse(type, names.Choose(type), aspects, compilation, cancellationToken) is not { } model) continue;
            models.Add(model with { Warnings = model.Warnings.Prepend(AmbiguousReference).ToEquatableArray() });
        }

        return models.ToEquatableArray();
    }
}
