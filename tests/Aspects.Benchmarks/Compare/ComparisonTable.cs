using System.Globalization;
using Aspects.Benchmarks.Subjects;

namespace Aspects.Benchmarks.Compare;

/// <summary>Writes the results as a table with a line for each case and a column for each subject.</summary>
internal static class ComparisonTable
{
    private const int CaseWidth = 32;
    private const int SubjectWidth = 18;

    public static void Write(IReadOnlyCollection<Measurement> measurements, TextWriter output)
    {
        var subjects = Enum.GetNames<Subject>().Select(static name => name.ToLowerInvariant()).ToArray();
        output.WriteLine();
        output.Write("median per call".PadRight(CaseWidth));
        foreach (var subject in subjects)
        {
            output.Write(subject.PadLeft(SubjectWidth));
        }

        output.WriteLine("polly/aspects".PadLeft(SubjectWidth));
        output.WriteLine(new string('-', CaseWidth + ((subjects.Length + 1) * SubjectWidth)));
        foreach (var group in measurements.GroupBy(static measurement => measurement.Case))
        {
            output.Write(group.Key.PadRight(CaseWidth));
            var bySubject = group.ToDictionary(static measurement => measurement.Subject);
            foreach (var subject in subjects)
            {
                output.Write((bySubject.TryGetValue(subject, out var measured) ? Write(measured) : "-").PadLeft(SubjectWidth));
            }

            output.WriteLine(Ratio(bySubject).PadLeft(SubjectWidth));
        }
    }

    private static string Write(Measurement measured) =>
        string.Create(CultureInfo.InvariantCulture, $"{measured.Nanoseconds:0.0} ns {measured.Bytes,4} B");

    private static string Ratio(Dictionary<string, Measurement> bySubject) =>
        bySubject.TryGetValue("polly", out var polly) && bySubject.TryGetValue("aspects", out var aspects)
            ? string.Create(CultureInfo.InvariantCulture, $"{polly.Nanoseconds / aspects.Nanoseconds:0.0} x")
            : "-";
}
