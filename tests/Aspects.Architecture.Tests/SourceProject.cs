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

    /// <summary>The types of all projects, and their members as <c>Type.Member</c>.</summary>
    public static IReadOnlySet<string> AllNames { get; } = FindNames(isPublic: false);

    /// <summary>The public types of all projects, and their public members as <c>Type.Member</c>.</summary>
    public static IReadOnlySet<string> PublicNames { get; } = FindNames(isPublic: true);

    public static SourceProject Load(string name) => Loaded.GetOrAdd(name, static name => new SourceProject(name));

    private static HashSet<string> FindNames(bool isPublic)
    {
        return
        [
            .. Names
                .SelectMany(static name => Load(name).Compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type))
                .OfType<INamedTypeSymbol>()
                .Where(IsListed)
                .SelectMany(type => type.GetMembers().Where(IsListed).Select(member => $"{type.Name}.{member.Name}").Prepend(type.Name)),
        ];

        bool IsListed(ISymbol symbol) => !isPublic || symbol.DeclaredAccessibility == Accessibility.Public;
    }

    private static SyntaxTree Parse(string file, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file);
}
