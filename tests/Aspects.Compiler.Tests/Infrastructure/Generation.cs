using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>What the generator wrote for a project, and what the compiler says of it.</summary>
internal sealed class Generation
{
    private readonly ParseOptions _parseOptions;

    private Generation(GeneratorDriver driver, Compilation output, ParseOptions parseOptions)
    {
        Driver = driver;
        Output = output;
        _parseOptions = parseOptions;
        Result = Assert.Single(driver.GetRunResult().Results);
    }

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>The files it wrote, by hint name.</summary>
    public SortedDictionary<string, string> Files =>
        new(Result.GeneratedSources.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString()), StringComparer.Ordinal);

    /// <summary>No errors anywhere, and no warnings in what was written.</summary>
    public void AssertCompiles()
    {
        var written = Result.GeneratedSources.Select(static file => file.SyntaxTree).ToHashSet();
        var complaints = Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning
                && diagnostic.Location.SourceTree is { } tree
                && written.Contains(tree)));
        AssertNone(complaints);
    }

    /// <summary>That, and as many interfaces have a proxy: none has been left out.</summary>
    public void AssertCompiles(int proxies)
    {
        Assert.Equal(proxies, Result.GeneratedSources.Count(static file => !file.HintName.StartsWith("Aspects.AspectCatalog.", StringComparison.Ordinal)));
        AssertCompiles();
    }

    public static Generation Of(Compilation input, ParseOptions parseOptions)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new AspectsGenerator().AsSourceGenerator()],
            parseOptions: (CSharpParseOptions)parseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(driver, input, parseOptions);
    }

    /// <summary>Runs again over what the project has become, with all that the first run remembers.</summary>
    public Generation After(Func<Compilation, Compilation> edit)
    {
        var input = Output.RemoveSyntaxTrees(Result.GeneratedSources.Select(static file => file.SyntaxTree));
        return Run(Driver, edit(input), _parseOptions);
    }

    /// <summary>The compiled assembly, to be referenced by another project.</summary>
    public MetadataReference Emit()
    {
        using var image = new MemoryStream();
        var result = Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success);
        return MetadataReference.CreateFromImage(ImmutableArray.Create(image.ToArray()));
    }

    private static Generation Run(GeneratorDriver driver, Compilation input, ParseOptions parseOptions)
    {
        var ran = driver.RunGeneratorsAndUpdateCompilation(
            input, out var output, out var diagnostics, TestContext.Current.CancellationToken);

        // A generator that throws is reported as a warning, and everything it wrote is dropped.
        AssertNone(diagnostics);
        var generation = new Generation(ran, output, parseOptions);
        Assert.Null(generation.Result.Exception);
        return generation;
    }

    private static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        var lines = string.Join('\n', diagnostics);
        Assert.True(lines.Length == 0, lines);
    }
}
