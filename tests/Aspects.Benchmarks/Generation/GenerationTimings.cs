using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Aspects.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Benchmarks.Generation;

/// <summary>
/// Measures the generator in a large project of a thousand interfaces with ten methods each: a first run, and runs
/// after unrelated edits in a method body and in a declaration.
/// </summary>
internal static class GenerationTimings
{
    private const int Interfaces = 1_000;
    private const int WarmRounds = 10;
    private const int ColdRounds = 5;
    private const int EditRounds = 15;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    /// <summary>
    /// Runs in a separate process with the runtime settings of the compiler: server garbage collection and tiered PGO.
    /// </summary>
    public static int RunWithCompilerSettings()
    {
        if (GCSettings.IsServerGC) return Run();
        var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs()[1..])
        {
            Environment = { ["DOTNET_gcServer"] = "1", ["DOTNET_gcConcurrent"] = "1", ["DOTNET_TieredPGO"] = "1" },
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static int Run()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "Aspects.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path))
            .ToArray();

        // Warm-up rounds without measurement: in an editor and on a build server the compiler process is already warm.
        for (var round = 0; round < WarmRounds; round++) Cold(references);
        var cold = Enumerable.Range(0, ColdRounds).Select(_ => Cold(references)).OrderBy(static run => run.Time).ToArray();
        var (driver, compilation) = (cold[0].Driver, cold[0].Compilation);
        var inBody = Edit(driver, compilation, static round => Edited(name: "Work", result: round));
        var ofDeclaration = Edit(driver, compilation, static round => Edited(string.Create(CultureInfo.InvariantCulture, $"Work{round}"), result: 0));
        var files = driver.GetRunResult().Results[0].GeneratedSources.Length;
        var written = inBody.Written + ofDeclaration.Written;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Interfaces} interfaces x 10 methods, {files} files written; medians"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"first run, warm compiler",-32}{cold[ColdRounds / 2].Time.TotalMilliseconds,8:0} ms  {cold[ColdRounds / 2].Bytes / 1e6,8:0.0} MB   goal: 500 ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"an unrelated edit in a body",-32}{inBody.Time.TotalMilliseconds,8:0} ms  {inBody.Bytes / 1e6,8:0.0} MB   goal: 120 ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"an unrelated declaration",-32}{ofDeclaration.Time.TotalMilliseconds,8:0} ms  {ofDeclaration.Bytes / 1e6,8:0.0} MB   goal: 120 ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"files written after edits",-32}{written,8}                 goal: 0"));
        return written == 0 && files == Interfaces + 1 ? 0 : 1;
    }

    private static (TimeSpan Time, long Bytes, int Written) Edit(GeneratorDriver driver, Compilation compilation, Func<int, SyntaxTree> edited)
    {
        var edits = new List<(TimeSpan Time, long Bytes)>();
        var written = 0;
        for (var round = 1; round <= EditRounds; round++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Worker.cs"), edited(round));
            var (time, bytes, next) = Measure(driver, compilation);
            driver = next;
            edits.Add((time, bytes));
            written += driver.GetRunResult().Results[0].TrackedOutputSteps
                .SelectMany(static step => step.Value)
                .SelectMany(static run => run.Outputs)
                .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        }

        var median = edits.OrderBy(static run => run.Time).ToArray()[EditRounds / 2];
        return (median.Time, median.Bytes, written);
    }

    private static (TimeSpan Time, long Bytes, GeneratorDriver Driver, Compilation Compilation) Cold(MetadataReference[] references)
    {
        // New syntax trees in each round, so that no binding is cached.
        var trees = Enumerable.Range(0, Interfaces).Select(Interface).Append(Edited(name: "Work", result: 0));
        var compilation = CSharpCompilation.Create(
            "Large", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new AspectsGenerator().AsSourceGenerator()],
            parseOptions: Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var (time, bytes, ran) = Measure(driver, compilation);
        return (time, bytes, ran, compilation);
    }

    private static (TimeSpan Time, long Bytes, GeneratorDriver Driver) Measure(GeneratorDriver driver, Compilation compilation)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        var ran = driver.RunGenerators(compilation);
        var time = Stopwatch.GetElapsedTime(began);
        return (time, GC.GetTotalAllocatedBytes(precise: true) - bytes, ran);
    }

    private static SyntaxTree Interface(int number) => CSharpSyntaxTree.ParseText(
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            using System.Threading;
            using System.Threading.Tasks;
            using Aspects;

            namespace Large.Area{{number % 50}};

            public interface IService{{number}}
            {
                [CircuitBreaker("service {{number}}", ConsecutiveFailures = 3)] Task<string> FindAsync(string name, CancellationToken cancellationToken);
                [CircuitBreaker("service {{number}}")] Task AddAsync(string name, int amount, CancellationToken cancellationToken);
                [CircuitBreaker("service {{number}}")] ValueTask<int> CountAsync(CancellationToken cancellationToken);
                [CircuitBreaker("service {{number}}")] ValueTask ClearAsync();
                [CircuitBreaker("service {{number}}")] int Count(string name);
                [CircuitBreaker("service {{number}}")] void Remove(string name);
                [CircuitBreaker("service {{number}}")] T Get<T>(string name) where T : class;
                bool Contains(string name);
                string? Describe(int id);
                void Touch(ref int value);
            }
            """),
        Options,
        $"IService{number}.cs");

    private static SyntaxTree Edited(string name, int result) => CSharpSyntaxTree.ParseText(
        string.Create(CultureInfo.InvariantCulture, $"namespace Large; public sealed class Worker {{ public int {name}() => {result}; }}"), Options, "Worker.cs");
}
