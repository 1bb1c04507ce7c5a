using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>Compilations as a consumer of the library has them.</summary>
internal static class Compilations
{
    // What ImplicitUsings gives, so that the sources under test hold nothing but what they test.
    private const string Usings =
        """
        global using Aspects;
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(CircuitBreakerAttribute).Assembly.Location)];

    /// <summary>A compilation of files named A.cs, B.cs and so on.</summary>
    public static CSharpCompilation Of(params string[] sources) =>
        Of([.. sources.Select(static (source, index) => ($"{(char)('A' + index)}.cs", source))]);

    public static CSharpCompilation Of(
        IReadOnlyList<(string Path, string Source)> files,
        LanguageVersion version = LanguageVersion.CSharp14,
        bool allowUnsafe = false,
        string assemblyName = "Shop")
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Parse);
        return CSharpCompilation.Create(
            assemblyName,
            files.Append(("Usings.cs", Usings)).Select(file => CSharpSyntaxTree.ParseText(file.Item2, options, file.Item1)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
                .WithAllowUnsafe(allowUnsafe)
                .WithNullableContextOptions(NullableContextOptions.Enable));
    }

    /// <summary>The same compilation, with a library that is compiled to an assembly.</summary>
    public static CSharpCompilation Referencing(this CSharpCompilation compilation, CSharpCompilation library)
    {
        using var image = new MemoryStream();
        var result = library.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return compilation.AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
    }
}
