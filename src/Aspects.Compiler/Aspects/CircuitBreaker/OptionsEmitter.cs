
namespace Aspects.Compiler;

/// <summary>Writes what attributes set of a breaker: one object for all instances of the proxy.</summary>
internal static class OptionsEmitter
{
    private const string Type = "global::Aspects.CircuitBreakerOptions";
    private const string Outcome = "global::Aspects.CircuitOutcome";

    public static void Write(SourceWriter writer, BreakerModel breaker)
    {
        var calls = CallsOf(breaker.Rules).ToList();
        writer.Write($"internal static readonly {Type} {breaker.Options} = new {Type}{(breaker.Settings.Count == 0 ? "()" : "")}");
        if (breaker.Settings.Count > 0)
        {
            writer.Write(
                $$"""
                {
                    {{string.Join("\n    ", breaker.Settings.Select(static setting => $"{setting.Option} = {Literal.Of(setting)},"))}}
                }
                """);
        }

        foreach (var call in calls)
        {
            writer.Write(Indented(call));
        }

        writer.EndStatement();
    }

    private static IEnumerable<string> CallsOf(OutcomeRulesModel? rules)
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
                        _ => {{(rules.IgnoresOthers ? $"{Outcome}.Ignored" : "null")}},
                    },
                    {{Literal.Of(rules.Description)}})
                """;
        }

        if (rules.Classifier is null) yield break;
        if (rules.Results.Count == 0) yield return $".ClassifyWith<{rules.Classifier}>()";
        foreach (var result in rules.Results)
        {
            yield return $".ClassifyWith<{rules.Classifier}, {result}>()";
        }
    }

    private static string Indented(string call) => "    " + call.Replace("\n", "\n    ");
}
