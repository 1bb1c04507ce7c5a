using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Aspects.Compiler;

/// <summary>Writes one file for each interface with aspects, and one catalog for the assembly.</summary>
/// <remarks>Analyzers report each interface that the generator refuses.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class AspectsGenerator : IIncrementalGenerator
{
    /// <summary>The names under which the driver tracks the steps.</summary>
    internal static class Steps
    {
        public const string Proxies = nameof(Proxies);
        public const string ExternalProxies = nameof(ExternalProxies);
        public const string FileNames = nameof(FileNames);
        public const string CatalogEntries = nameof(CatalogEntries);
        public const string Assembly = nameof(Assembly);
    }

    /// <summary>The aspects of the library, the outermost first.</summary>
    internal static AspectSet Aspects { get; } = new(new CircuitBreakerAspect());

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // One node for each interface: a node for each annotated method costs ten times as much at every edit.
        var proxies = context.SyntaxProvider
            .CreateSyntaxProvider(
                InterfaceParser.IsCandidate,
                static (context, cancellationToken) => KnownModels.GetOrParse(context, Parse, cancellationToken))
            .Where(static proxy => proxy is not null)
            .Select(static (proxy, _) => proxy!)
            .WithTrackingName(Steps.Proxies);

        // One step for all external interfaces: several attributes in several files may name one interface.
        var external = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => ExternalInterfaceParser.Parse(Aspects, compilation, cancellationToken))
            .SelectMany(static (proxies, _) => proxies)
            .WithTrackingName(Steps.ExternalProxies);

        var fileNames = CollectFileNames(proxies).Combine(CollectFileNames(external))
            .Select(static (names, _) => FileNames.Assign(names.Left.AddRange(names.Right)))
            .WithTrackingName(Steps.FileNames);

        var entries = CollectEntries(proxies).Combine(CollectEntries(external))
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

    private static IncrementalValueProvider<ImmutableArray<FileNames.Candidate>> CollectFileNames(IncrementalValuesProvider<ProxyModel> proxies) =>
        proxies.Select(static (proxy, _) => proxy.FileName).Collect();

    private static IncrementalValueProvider<ImmutableArray<CatalogEntryModel>> CollectEntries(IncrementalValuesProvider<ProxyModel> proxies) =>
        proxies.Select(static (proxy, _) => CatalogEmitter.CreateEntry(proxy)).Collect();
}
