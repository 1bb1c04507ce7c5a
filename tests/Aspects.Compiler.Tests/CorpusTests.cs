using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler.Tests;

/// <summary>
/// Every public interface of the framework, of ASP.NET Core and of a few packages, protected by an attribute on the assembly:
/// shapes that nobody would think of.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    // All of them have static abstract or static virtual members, which no instance can stand in for.
    private static readonly string[] Refusals =
    [
        "IAdditionOperators", "IAdditiveIdentity", "IBinaryFloatingPointIeee754", "IBinaryInteger", "IBinaryNumber",
        "IBindableFromHttpContext", "IBitwiseOperators", "IComExposedClass", "IComparisonOperators",
        "IDecrementOperators", "IDivisionOperators", "IEndpointMetadataProvider", "IEndpointParameterMetadataProvider",
        "IEqualityOperators", "IExponentialFunctions", "IFloatingPoint", "IFloatingPointConstants",
        "IFloatingPointIeee754", "IHyperbolicFunctions", "IIUnknownInterfaceType", "IIncrementOperators",
        "ILogarithmicFunctions", "IMinMaxValue", "IModulusOperators", "IMultiplicativeIdentity", "IMultiplyOperators",
        "INumber", "INumberBase", "IParsable", "IPowerFunctions", "IRootFunctions", "IShiftOperators", "ISignedNumber",
        "ISpanParsable", "ISubtractionOperators", "ITrigonometricFunctions", "IUnaryNegationOperators",
        "IUnaryPlusOperators", "IUnsignedNumber", "IUtf8SpanParsable",
    ];

    private static readonly string[] Packages =
        ["Castle.Core", "Microsoft.Extensions.AI.Abstractions", "Polly.Core", "StackExchange.Redis"];

    private const string AnalyzerThrew = "AD0001";

    [Fact]
    public async Task Every_interface_compiles_without_a_warning_or_is_refused_with_a_reason()
    {
        var bare = Compile("");
        var interfaces = bare.References
            .Select(bare.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Where(static assembly => IsInCorpus(assembly.Name))
            .SelectMany(static assembly => PublicInterfaces(assembly.GlobalNamespace))
            .Where(CanBeNamed)
            .OrderBy(static type => type.ToDisplayString(), StringComparer.Ordinal)
            .ToList();

        // A line for each: it tells which interface a diagnostic is about.
        var attributes = interfaces.Select(static type => $"[assembly: Aspects.CircuitBreakerFor(typeof({TypeOf(type)}), \"corpus\")]");
        var compilation = Compile($"#pragma warning disable {string.Join(", ", ExperimentalIn(interfaces))}\n{string.Join("\n", attributes)}");
        var generation = Generation.Of(compilation, compilation.SyntaxTrees[0].Options);
        var diagnostics = await compilation.WithAnalyzers(LibraryAnalyzers.All).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var refusals = diagnostics
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(diagnostic => interfaces[diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1], SymbolEqualityComparer.Default);

        generation.AssertCompiles();
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == AnalyzerThrew);
        var compiled = generation.Files.Count - 1;
        output.WriteLine(Report(compiled, refusals));
        Assert.Equal(interfaces.Count, compiled + refusals.Count);
        Assert.Equal(Refusals, refusals.Select(static refusal => refusal.Key!.Name).Order(StringComparer.Ordinal));
        Assert.True(compiled > 1_000, $"Only {compiled} interfaces compiled.");
    }

    private static string Report(int compiled, ILookup<ISymbol?, Diagnostic> refusals)
    {
        var ids = refusals.GroupBy(static refusal => string.Join(" and ", refusal.Select(static diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal)))
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .ToList();
        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"corpus: {compiled} compiled, {refusals.Count} refused ({string.Join(", ", ids.Select(static id => $"{id.Key}: {id.Count()}"))})");
        foreach (var id in ids)
        {
            report.Append(CultureInfo.InvariantCulture, $"\n  {id.Key}: {string.Join(", ", id.Select(static refusal => refusal.Key!.Name))}");
        }

        return report.ToString();
    }

    private static CSharpCompilation Compile(string text) => CSharpCompilation.Create(
        "Corpus",
        [Project.Of().Parse("Corpus.cs", text)],
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "references.txt"))
            .Where(static path => IsInCorpus(Path.GetFileNameWithoutExtension(path)) || path.EndsWith("/Aspects.dll", StringComparison.Ordinal) || path.EndsWith("\\Aspects.dll", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            checkOverflow: true,
            allowUnsafe: true,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable));

    private static bool IsInCorpus(string assembly) =>
        assembly is "netstandard" or "mscorlib" or "WindowsBase"
        || assembly == "System" || assembly.StartsWith("System.", StringComparison.Ordinal)
        || (assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.Testing", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.TestPlatform", StringComparison.Ordinal))
        || Packages.Contains(assembly)
        || assembly == "Pipelines.Sockets.Unofficial";

    private static IEnumerable<INamedTypeSymbol> PublicInterfaces(INamespaceOrTypeSymbol around) => around.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .Where(static member => member is INamespaceSymbol or { DeclaredAccessibility: Accessibility.Public })
        .SelectMany(static member => member is INamedTypeSymbol { TypeKind: TypeKind.Interface } type
            ? PublicInterfaces(member).Prepend(type)
            : PublicInterfaces(member));

    // What is obsolete as an error cannot be written in an attribute either; what two assemblies declare is not one type.
    private static bool CanBeNamed(INamedTypeSymbol type) =>
        !type.GetAttributes().Any(static attribute =>
            attribute.AttributeClass?.Name == nameof(ObsoleteAttribute) && attribute.ConstructorArguments is [_, { Value: true }]);

    private static IEnumerable<string> ExperimentalIn(IEnumerable<INamedTypeSymbol> interfaces) => interfaces
        .SelectMany(static type => type.GetAttributes())
        .Where(static attribute => attribute.AttributeClass?.Name == nameof(ExperimentalAttribute))
        .Select(static attribute => (string)attribute.ConstructorArguments[0].Value!)
        .Distinct();

    private static string TypeOf(INamedTypeSymbol type)
    {
        var name = type.ContainingType is { } around
            ? TypeOf(around) + "." + type.Name
            : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None));
        return type.Arity == 0 ? name : name + "<" + new string(',', type.Arity - 1) + ">";
    }
}
