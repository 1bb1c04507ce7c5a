using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>A project in memory, compiled as strictly as the compiler can.</summary>
internal sealed record Project
{
    // Projects that begin with this one share what it has read of its references.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Shop", references: [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(CircuitBreakerAttribute).Assembly.Location)]);

    private readonly ImmutableArray<(string Path, string Text)> _files;

    private Project(ImmutableArray<(string Path, string Text)> files) => _files = files;

    public string AssemblyName { get; init; } = Empty.AssemblyName!;

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public bool AllowUnsafe { get; init; } = true;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public ImmutableArray<MetadataReference> References { get; init; } = [];

    public static Project Of(params string[] texts) => new([.. texts.Select(static (text, index) => ($"File{index + 1}.cs", text))]);

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    public CSharpCompilation Compile() => Empty
        .WithAssemblyName(AssemblyName)
        .AddReferences(References)
        // A list: the compiler may go through what it is given twice, and would find other trees the second time.
        .AddSyntaxTrees([.. _files.Select(file => Parse(file.Path, file.Text))])
        .WithOptions(new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            checkOverflow: true,
            allowUnsafe: AllowUnsafe,
            warningLevel: 9999,
            nullableContextOptions: Nullable));

    public SyntaxTree Parse(string path, string text) =>
        CSharpSyntaxTree.ParseText(text, ParseOptions, path, System.Text.Encoding.UTF8);

    public Generation Generate() => Generation.Of(Compile(), ParseOptions);
}
