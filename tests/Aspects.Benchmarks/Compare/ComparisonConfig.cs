using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Aspects.Benchmarks.Compare;

/// <summary>
/// The configuration of the comparison. All subjects run in this process, so that they share one run.
/// </summary>
internal static class ComparisonConfig
{
    public static IConfig Full { get; } = Create(warmups: 5, iterations: 11, iteration: TimeInterval.FromMilliseconds(150));

    public static IConfig Quick { get; } = Create(warmups: 2, iterations: 3, iteration: TimeInterval.FromMilliseconds(30));

    private static ManualConfig Create(int warmups, int iterations, TimeInterval iteration) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(5), logOutput: false))
            .WithWarmupCount(warmups)
            .WithIterationCount(iterations)
            .WithIterationTime(iteration))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithOption(ConfigOptions.DisableLogFile, value: true)
        .WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));
}
