using System.Globalization;

namespace Aspects.Compiler;

/// <summary>Writes the field with the settings of a breaker. All instances of the proxy share the settings.</summary>
internal static class OptionsEmitter
{
    private const string Type = "global::Aspects.CircuitBreakerOptions";
    private const string Outcome = "global::Aspects.CircuitOutcome";

    public static void Write(SourceWriter writer, BreakerModel breaker)
    {
        // Without an initializer, calls are indented. With an initializer, calls are aligned with its closing brace.
        var start = breaker.Settings.Count == 0 ? "\n    " : "\n";
        var calls = string.Concat(WriteSources(breaker.Settings).Concat(WriteCalls(breaker.Rules)).Select(call => start + call.Replace("\n", start)));
        var field = $"internal static readonly {Type} {breaker.Options} =";
        if (calls.Length == 0)
        {
            writer.Write($"{field} new(){Initialize(breaker.Settings)};");
            return;
        }

        // A call on a new object needs the name of the type.
        var created = $"new {Type}{(breaker.Settings.Count == 0 ? "()" : Initialize(breaker.Settings))}{calls};";
        if (writer.Fits($"{field} new {Type}()"))
        {
            writer.Write($"{field} {created}");
            return;
        }

        writer.Write(field);
        writer.Indent();
        writer.Write(created);
        writer.Unindent();
    }

    private static string Initialize(EquatableArray<SettingModel> settings) => settings.Count == 0
        ? ""
        : $$"""

          {
              {{string.Join("\n    ", settings.Select(static setting => $"{setting.Option} = {Write(setting)},"))}}
          }
          """;

    private static IEnumerable<string> WriteSources(EquatableArray<SettingModel> settings) => settings
        .Where(static setting => setting.Source is not null)
        .GroupBy(static setting => setting.Source!, StringComparer.Ordinal)
        .Select(static place =>
            $".WithSource({Literal.Write(place.Key)}, {string.Join(", ", place.Select(static setting => Literal.Write(setting.Option)))})");

    // For an unlisted aggregate the rule returns null, so that the breaker judges the parts.
    private static IEnumerable<string> WriteCalls(OutcomeRulesModel? rules)
    {
        if (rules is null) yield break;
        if (rules.Exceptions.Count > 0)
        {
            yield return
                $$"""
                .Classify(
                    static error => error switch
                    {
                        {{string.Join("\n        ", rules.Exceptions.Select(static listed => $"{listed.Type} => {Outcome}.{(listed.IsFailure ? "Failure" : "Ignored")},"))}}
                        _ => {{(rules.IgnoresOthers ? $"error is global::System.AggregateException ? null : {Outcome}.Ignored" : "null")}},
                    },
                    {{Literal.Write(rules.Description)}})
                """;
        }

        if (rules.Classifier is null) yield break;
        if (rules.Results.Count == 0) yield return $".ClassifyWith<{rules.Classifier}>()";
        foreach (var result in rules.Results) yield return $".ClassifyWith<{rules.Classifier}, {result}>()";
    }

    private static string Write(SettingModel setting)
    {
        var number = setting.Value.ToString("R", CultureInfo.InvariantCulture);
        return setting.Kind switch
        {
            SettingKind.Seconds => $"global::System.TimeSpan.FromSeconds({number})",
            SettingKind.Switch => setting.Value == 0 ? "false" : "true",
            SettingKind.Mode => "global::Aspects.CircuitMode." + (setting.Value switch { 0 => "Enforce", 1 => "Monitor", _ => "Disabled" }),
            _ => number,
        };
    }
}
