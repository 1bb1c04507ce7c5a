using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.AI;

namespace Aspects.Compiler.Tests;

/// <summary>Each example of the page on the attributes compiles together with what is generated for it, and no analyzer has a word to say.</summary>
public sealed partial class AttributesPageTests
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Net;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Aspects;
        global using Microsoft.Extensions.AI;
        """;

    public static TheoryData<string> Examples =>
    [
        .. Block().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "attributes.md")).ReplaceLineEndings("\n"))
            .Select(static block => block.Groups["code"].Value),
    ];

    [Fact]
    public void There_is_an_example_of_everything()
    {
        var page = string.Join('\n', Examples.Select(static example => example.Data));

        Assert.All(
            ["CircuitBreakerDefaults", "CircuitBreakerFor<", "typeof(IComparer<>)", "NoCircuitBreaker", "Ignore =", "Classifier =", "Fallback =", "FallbackType =", "CircuitKey", "TimeoutSeconds"],
            shown => Assert.Contains(shown, page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Each_example_compiles_and_gets_a_proxy(string example)
    {
        var project = Project.Of(example, Usings) with
        {
            References = [MetadataReference.CreateFromFile(typeof(IChatClient).Assembly.Location)],
        };

        var generation = project.Generate();

        generation.AssertCompiles();
        Assert.True(generation.Files.Count >= 2);
        Assert.Empty(await generation.Output.WithAnalyzers(LibraryAnalyzers.All).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
