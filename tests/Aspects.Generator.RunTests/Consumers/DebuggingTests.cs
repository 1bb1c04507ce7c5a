using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using System.Text;
using Consumers.Strict;

namespace Aspects.Generator.RunTests;

/// <summary>
/// A debugger steps into a proxy: its source is in the symbols, and no attribute makes the debugger skip it.
/// </summary>
public sealed class DebuggingTests
{
    // The kind of an embedded source in the format of portable symbols.
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly string[] SkipAttributes =
        [nameof(DebuggerHiddenAttribute), nameof(DebuggerStepThroughAttribute), nameof(DebuggerNonUserCodeAttribute), nameof(DebuggerStepperBoundaryAttribute)];

    [Fact]
    public void The_source_of_a_proxy_is_in_the_symbols_and_a_debugger_can_stop_at_each_statement()
    {
        // Uses another project, because this project writes its generated files to disk and the compiler does not embed
        // them.
        using var file = File.OpenRead(Path.ChangeExtension(typeof(ICounter).Assembly.Location, ".pdb"));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(file);
        var reader = symbols.GetMetadataReader();
        var document = reader.Documents.Single(handle =>
            reader.GetString(reader.GetDocument(handle).Name).EndsWith("Consumers.Strict.ICounter.Proxy.g.cs", StringComparison.Ordinal));

        var lines = SourceOf(reader, document).Split('\n');
        var stops = reader.MethodDebugInformation
            .SelectMany(handle => reader.GetMethodDebugInformation(handle).GetSequencePoints())
            .Where(point => point.Document == document && !point.IsHidden)
            .Select(point => lines[point.StartLine - 1].Trim())
            .ToHashSet();

        Assert.Contains("if (!_counter.TryEnter(out var __permit)) return __permit.RejectedTask<int>(cancellationToken);", stops);
        Assert.Contains("__task = _inner.AddAsync(amount, __permit.Token(cancellationToken));", stops);
        Assert.Contains("return __permit.Guard(__task, cancellationToken);", stops);
    }

    [Fact]
    public void No_attribute_makes_a_debugger_skip_a_proxy()
    {
        var proxies = typeof(DebuggingTests).Assembly.GetTypes().Where(static type => type.Name.EndsWith("Proxy", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(proxies);
        Assert.All(
            proxies.SelectMany(static type => type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Append(type))
                // The compiler adds a skip attribute to the start of async methods, so that a debugger steps into their
                // bodies.
                .Where(static member => member.GetCustomAttribute<AsyncStateMachineAttribute>() is null),
            static member => Assert.DoesNotContain(member.CustomAttributes, static attribute => SkipAttributes.Contains(attribute.AttributeType.Name)));
    }

    private static string SourceOf(MetadataReader reader, DocumentHandle document)
    {
        var embedded = reader.GetCustomDebugInformation(document)
            .Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == EmbeddedSource);
        var bytes = reader.GetBlobBytes(embedded.Value);

        // The size comes first. A size of zero means that the text is not compressed.
        if (BitConverter.ToInt32(bytes) == 0) return Encoding.UTF8.GetString(bytes.AsSpan(sizeof(int)));
        using var inflated = new StreamReader(new DeflateStream(new MemoryStream(bytes, sizeof(int), bytes.Length - sizeof(int)), CompressionMode.Decompress));
        return inflated.ReadToEnd();
    }
}
