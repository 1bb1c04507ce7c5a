using System.Reflection;
using System.Text.Json.Serialization;
using Aspects.Benchmarks.Subjects;
using BenchmarkDotNet.Reports;

namespace Aspects.Benchmarks.Compare;

/// <summary>One result of the comparison: the median time of a call and its allocated bytes.</summary>
internal sealed record Measurement(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("ns")] double Nanoseconds,
    [property: JsonPropertyName("bytes")] long Bytes)
{
    public static Measurement From(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        if (report.ResultStatistics is not { } statistics)
        {
            throw new InvalidOperationException($"{benchmark.DisplayInfo} has no result.");
        }

        var name = benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<ComparisonCaseAttribute>()!.Name;
        var subject = (Subject)benchmark.Parameters[nameof(ClosedCalls.Subject)];
        return new Measurement(
            name,
            FormatSubject(subject),
            Math.Round(statistics.Median, 2),
            report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0);
    }

    /// <summary>Returns the name of a subject in the results.</summary>
    public static string FormatSubject(Subject subject) => subject.ToString().ToLowerInvariant();
}
