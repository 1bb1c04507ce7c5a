using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aspects.Compiler.Tests;

/// <summary>ASPECT0011 reports the contradictions that the runtime rejects.</summary>
public sealed class RuntimeAgreementTests
{
    private const int BreakersInOneAssembly = 100;

    // Few values at the limits of the rules, so that contradictions are frequent.
    private static readonly (string Setting, double[] Values)[] Choices =
    [
        ("ConsecutiveFailures", [0, 1, 4, 5, 10, 20, 21]),
        ("FailureCount", [0, 1, 4, 21]),
        ("FailureRatio", [0, 0.2, 0.5, 0.95, 1]),
        ("MinimumThroughput", [1, 4, 10, 20, 21]),
        ("WindowCalls", [0, 1, 4, 20, 100]),
        ("SlowCallSeconds", [0, 0.0015, 0.00150001, 2]),
        ("TimeoutSeconds", [0, 0.0015, 2, 3]),
        ("BreakSeconds", [1, 29.99999995, 30, 300, 301]),
        ("MaxBreakSeconds", [1, 30, 300, 301]),
        ("AdaptiveThreshold", [0, 1]),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_analyzer_reports_exactly_what_the_runtime_rejects(int seed)
    {
        var random = new Random(seed);
        var defaults = Draw(random, share: 0.1);
        var breakers = Enumerable.Range(0, BreakersInOneAssembly).Select(number => Breaker.Draw(number, random)).ToList();
        var source = $"[assembly: CircuitBreakerDefaults({Text(defaults)})]\n{string.Concat(breakers.Select(static breaker => breaker.Source))}";

        var reported = await FindMessages(source);

        // A contradiction in the defaults alone is one diagnostic.
        var isRefusedAsDefaults = reported.Any(static message => message.StartsWith("The settings on the assembly contradict", StringComparison.Ordinal));
        foreach (var breaker in breakers)
        {
            var isReported = reported.Any(message => message.Contains($"I{breaker.Number}.A()", StringComparison.Ordinal) || message.Contains($"I{breaker.Number} ", StringComparison.Ordinal));
            var rejection = FindRejection(breaker.Over(defaults));
            if (rejection is null) Assert.False(isReported, $"The runtime accepts what a diagnostic rejects: {breaker.Source} over {Text(defaults)}");
            else Assert.True(isReported || isRefusedAsDefaults, $"No diagnostic for {breaker.Source} over {Text(defaults)}. The runtime rejects it: {rejection}");
        }

        Assert.Contains(breakers, breaker => FindRejection(breaker.Over(defaults)) is not null);
        Assert.Contains(breakers, breaker => FindRejection(breaker.Over(defaults)) is null);
    }

    private static async Task<IReadOnlyList<string>> FindMessages(string source)
    {
        var diagnostics = await Compilations.Of(source).WithAnalyzers([new SettingContradictionAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))];
    }

    private static string? FindRejection(Dictionary<string, double> settings)
    {
        var options = new CircuitBreakerOptions();
        foreach (var (name, value) in settings)
        {
            var setting = BreakerSetting.Find(name)!;
            var property = typeof(CircuitBreakerOptions).GetProperty(setting.Option)!;
            property.SetValue(options, setting.Kind switch
            {
                SettingKind.Seconds => TimeSpan.FromSeconds(value),
                SettingKind.Switch => value == 1,
                _ => Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture),
            });
        }

        try
        {
            new CircuitBreakerRegistry().GetOrAdd("a", options);
            return null;
        }
        catch (ArgumentException rejection)
        {
            return rejection.Message;
        }
    }

    private static Dictionary<string, double> Draw(Random random, double share) => Choices
        .Where(_ => random.NextDouble() < share)
        .ToDictionary(static choice => choice.Setting, choice => choice.Values[random.Next(choice.Values.Length)]);

    private static string Text(Dictionary<string, double> settings) =>
        string.Join(", ", settings.Select(static made => $"{made.Key} = {BreakerSetting.Find(made.Key)!.Write(made.Value)}"));

    private sealed record Breaker(int Number, Dictionary<string, double> OnInterface, Dictionary<string, double> OnMember)
    {
        public string Source => $"[CircuitBreaker(\"b{Number}\"{Arguments(OnInterface)})] public interface I{Number} {{ [CircuitBreaker(\"b{Number}\"{Arguments(OnMember)})] void A(); }}\n";

        public static Breaker Draw(int number, Random random) => new(number, RuntimeAgreementTests.Draw(random, 0.3), RuntimeAgreementTests.Draw(random, 0.2));

        /// <summary>Returns the resulting settings: the member wins over the interface, and the interface over the assembly.</summary>
        public Dictionary<string, double> Over(Dictionary<string, double> defaults) => OnMember
            .Concat(OnInterface)
            .Concat(defaults)
            .DistinctBy(static made => made.Key)
            .ToDictionary(static made => made.Key, static made => made.Value);

        private static string Arguments(Dictionary<string, double> settings) => settings.Count == 0 ? "" : ", " + Text(settings);
    }
}
