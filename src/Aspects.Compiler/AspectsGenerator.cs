using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>
/// Writes one file for each annotated interface and one catalog for the assembly. It says nothing: what cannot be
/// written is refused by the analyzers, by the same rules.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class AspectsGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, as the driver tracks them.</summary>
    internal static class Steps
    {
        public const string Proxies = nameof(Proxies);
        public const string ExternalProxies = nameof(ExternalProxies);
        public const string FileNames = nameof(FileNames);
        public const string CatalogEntries = nameof(CatalogEntries);
        public const string Assembly = nameof(Assembly);
    }

    /// <summary>The aspects of the library: a new aspect is added here.</summary>
    internal static AspectSet Aspects { get; } = new(new CircuitBreakerAspect());

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // One node for each interface: one for each annotated method would cost ten times as much at every edit.
        var proxies = context.SyntaxProvider
            .CreateSyntaxProvider(
                InterfaceParser.IsCandidate,
                static (context, cancellationToken) => KnownModels.GetOrParse(context, Parse, cancellationToken))
            .Where(static proxy => proxy is not null)
            .Select(static (proxy, _) => proxy!)
            .WithTrackingName(Steps.Proxies);

        // One step for all of them, for one interface may be named by several attributes in several files.
        var external = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => ExternalInterfaceParser.Parse(Aspects, compilation, cancellationToken))
            .SelectMany(static (proxies, _) => proxies)
            .WithTrackingName(Steps.ExternalProxies);

        var fileNames = WantedNames(proxies).Combine(WantedNames(external))
            .Select(static (names, _) => FileNames.Assign(names.Left.AddRange(names.Right)))
            .WithTrackingName(Steps.FileNames);

        var entries = Entries(proxies).Combine(Entries(external))
            .Select(static (entries, _) => entries.Left.AddRange(entries.Right)
                .OrderBy(static entry => entry.InterfaceDefinition, StringComparer.Ordinal)
                .ToEquatableArray())
            .WithTrackingName(Steps.CatalogEntries);

        var assembly = context.CompilationProvider
            .Select(AssemblyParser.Parse)
            .WithTrackingName(Steps.Assembly);

        context.RegisterSourceOutput(proxies.Combine(fileNames), ProxyEmitter.Emit);
        context.RegisterSourceOutput(external.Combine(fileNames), ProxyEmitter.Emit);
        context.RegisterSourceOutput(entries.Combine(assembly), CatalogEmitter.Emit);
    }

    private static ProxyModel? Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        InterfaceParser.Parse(context, Aspects, cancellationToken);

    private static IncrementalValueProvider<ImmutableArray<FileNames.Wanted>> WantedNames(IncrementalValuesProvider<ProxyModel> proxies) =>
        proxies.Select(static (proxy, _) => proxy.FileName).Collect();

    private static IncrementalValueProvider<ImmutableArray<CatalogEntryModel>> Entries(IncrementalValuesProvider<ProxyModel> proxies) =>
        proxies.Select(static (proxy, _) => CatalogEmitter.CreateEntry(proxy)).Collect();
}
