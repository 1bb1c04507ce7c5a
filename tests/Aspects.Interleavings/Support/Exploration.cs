using System.Globalization;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.SystematicTesting;

namespace Aspects.Interleavings;

/// <summary>Executes a case many times. Coyote chooses another interleaving of the threads for each execution.</summary>
/// <remarks>
/// <para><c>ASPECTS_INTERLEAVING_EXECUTIONS</c> sets the number of executions, and
/// <c>ASPECTS_INTERLEAVING_SECONDS</c> a time for each case in place of a number.</para>
/// <para>The seed is constant, so that each run explores the same interleavings.
/// <c>ASPECTS_INTERLEAVING_SEED</c> sets another.</para>
/// </remarks>
internal static class Exploration
{
    private const uint DefaultExecutions = 200;

    // They start no threads and wait for none.
    private static readonly HashSet<string> UncontrolledOperations =
        ["System.Threading.ExecutionContext.Capture", "System.Threading.ExecutionContext.Run"];

    public static void Run(Action execution)
    {
        using var engine = TestingEngine.Create(CreateConfiguration(), () =>
        {
            SchedulingPoint.Suppress();
            execution();
        });
        Run(engine);
    }

    public static void Run(Func<Task> execution)
    {
        using var engine = TestingEngine.Create(CreateConfiguration(), () =>
        {
            SchedulingPoint.Suppress();
            return execution();
        });
        Run(engine);
    }

    private static void Run(TestingEngine engine)
    {
        Assert.True(engine.IsTestRewritten(), "Coyote controls no threads, because the build did not rewrite this assembly.");
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
        engine.Run();

        var report = engine.TestReport;
        var executions = report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{executions} executions with {report.MaxExploredFairSteps} steps at most, seed {report.Configuration.RandomGeneratorSeed}");
        Assert.Empty(report.InternalErrors);
        Assert.Subset(UncontrolledOperations, report.UncontrolledInvocations);
        Assert.True(
            report.NumOfFoundBugs == 0,
            $"Execution {executions} with seed {report.Configuration.RandomGeneratorSeed} failed.\n{string.Join('\n', report.BugReports)}");
        Assert.True(report.MaxConcurrencyDegree > 1, "The case has one thread only.");
    }

    private static Configuration CreateConfiguration()
    {
        var configuration = Configuration.Create()
            .WithTelemetryEnabled(false)
            .WithRandomGeneratorSeed(ReadNumber("SEED") ?? 1)
            .WithTraceAnalysisEnabled(false)
            .WithMemoryAccessRaceCheckingEnabled(true)
            // A slow machine looks like a deadlock. Coyote still reports each deadlock of controlled threads.
            .WithPotentialDeadlocksReportedAsBugs(false);
        return ReadNumber("SECONDS") is { } seconds
            ? configuration.WithTestingIterations(uint.MaxValue).WithTestingTimeout((int)seconds)
            : configuration.WithTestingIterations(ReadNumber("EXECUTIONS") ?? DefaultExecutions);
    }

    private static uint? ReadNumber(string variable) =>
        uint.TryParse(
            Environment.GetEnvironmentVariable($"ASPECTS_INTERLEAVING_{variable}"), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
