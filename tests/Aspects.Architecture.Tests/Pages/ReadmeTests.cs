using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Architecture.Tests;

/// <summary>The examples of the README compile as they stand, with what a new console project has.</summary>
public sealed partial class ReadmeTests
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] Examples =
    [
        .. Example().Matches(Repository.Read("README.md"))
            .Select(static example => example.Groups["code"].Value)
            .Where(static code => !code.StartsWith("internal sealed class", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Programs => [.. Examples.Skip(1)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_compiles_with_the_annotated_interface(string program)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Readme",
            new[] { ImplicitUsings, Examples[0], program }.Select(static text => CSharpSyntaxTree.ParseText(text)),
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create(new Compiler.AspectsGenerator())
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);

        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void The_examples_show_dependency_injection_a_registry_and_a_breaker_by_hand() =>
        Assert.Collection(
            Programs.Select(static program => program.Data),
            static program => Assert.Contains("AddAspects().DecorateAll()", program, StringComparison.Ordinal),
            static program => Assert.Contains(".WithAspects(aspects)", program, StringComparison.Ordinal),
            static program => Assert.Contains("ExecuteAsync", program, StringComparison.Ordinal));

    [GeneratedRegex("```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
