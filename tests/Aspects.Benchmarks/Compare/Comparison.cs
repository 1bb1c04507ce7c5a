using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Aspects.Benchmarks.Compare;

/// <summary>Runs all cases for all subjects in this process and writes the results.</summary>
internal static class Comparison
{
    private static readonly Type[] Cases =
    [
        typeof(ClosedCalls),
        typeof(DefaultOptions),
        typeof(EverythingOn),
        typeof(SuspendedCalls),
        typeof(Streams),
        typeof(FailingCalls),
        typeof(RejectedCalls),
        typeof(RejectedWithoutThrow),
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static int Run(IConfig config, int callsPerThread)
    {
        var measurements = new List<Measurement>();
        foreach (var type in Cases)
        {
            Console.Error.WriteLine($"measuring {type.Name} …");
            Summary summary = BenchmarkRunner.Run(type, config);
            if (summary.HasCriticalValidationErrors)
            {
                Console.Error.WriteLine(string.Join(Environment.NewLine, summary.ValidationErrors.Select(static error => error.Message)));
                return 1;
            }

            measurements.AddRange(summary.Reports.Select(Measurement.From));
        }

        Console.Error.WriteLine($"measuring {nameof(ScalingMeasurements)} …");
        measurements.AddRange(ScalingMeasurements.Measure(callsPerThread));

        ComparisonTable.Write(measurements, Console.Out);
        var path = Path.GetFullPath(Path.Combine("artifacts", "benchmarks", "compare.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(measurements, Indented) + "\n");
        Console.WriteLine();
        Console.WriteLine($"Written to {path}");
        return 0;
    }
}
