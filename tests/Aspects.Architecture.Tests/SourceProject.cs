using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Architecture.Tests;

/// <summary>A project of <c>src</c>, compiled again from the arguments that the build gave to the compiler.</summary>
internal sealed class SourceProject
{
    private static readonly ConcurrentDictionary<string, SourceProject> Loaded = new(StringComparer.Ordinal);

    private SourceProject(string name)
    {
        Folder = Repository.GetPath("src/" + name);
        var output = Path.Combine(Folder, "obj", Repository.Configuration);
        var file = Assert.Single(Directory.GetFiles(output, "compiler-arguments.txt", SearchOption.AllDirectories));
        var arguments = CSharpCommandLineParser.Default.Parse(File.ReadLines(file), Folder, sdkDirectory: null);
        Compilation = CSharpCompilation.Create(
            arguments.CompilationName,
            arguments.SourceFiles.Select(source => Parse(source.Path, arguments.ParseOptions)),
            arguments.MetadataReferences.Select(static reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties)),
            arguments.CompilationOptions);
    }

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetDirectories(Repository.GetPath("src")).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
    ];

    public string Folder { get; }

    public CSharpCompilation Compilation { get; }

    public static SourceProject Load(string name) => Loaded.GetOrAdd(name, static name => new SourceProject(name));

    private static SyntaxTree Parse(string file, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file);
}
