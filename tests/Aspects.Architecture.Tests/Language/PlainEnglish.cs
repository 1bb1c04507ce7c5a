using System.Text.RegularExpressions;

namespace Aspects.Architecture.Tests;

/// <summary>The words that the glossary and the rule for plain English replace.</summary>
internal static class PlainEnglish
{
    private static readonly (Regex Found, string Instead)[] Words =
    [
        Replace(@"whoever|nobody|somebody", "name the subject: the caller, no caller, a reader"),
        Replace(@"be it", "whether"),
        Replace(@"as ever", "as usual"),
        Replace(@"the way in", "the entry"),
        Replace(@"gates?|at the gate", "the lock"),
        Replace(@"turn(s|ed|ing)? (it |them |calls |a call |the call )?away", "reject"),
        Replace(@"in a row", "consecutive"),
        Replace(@"(has|have) to bear", "must tolerate"),
        Replace(@"(that|which) (is|are) none", "say what there is not"),
        Replace(@"leads? nowhere", "say what happens"),
        Replace(@"(goes|go) past", "bypasses"),
        Replace(@"wish(es)?", "say what the callee requests"),
        Replace(@"detours?", "slow path"),
        Replace(@"bystanders?", "pass-through"),
        Replace(@"foreign", "external"),
        Replace(@"ramps?", "slow start"),
        Replace(@"(and|be) left out|left out here", "opt-out"),
        Replace(@"call[- ]only", "deferred result"),
        Replace(@"permissions?", "permit"),
        Replace(@"fillings?", "generation"),
        Replace(@"(?<=[,;] )for (it|they|he|there|then|else|(an?|the|no|one|this|these|those|what) \w+( \w+)? (is|are|was|has|have|can|cannot|must|may|does|do|would|will))", "because"),
    ];

    /// <summary>Finds the words of a text that the rule replaces.</summary>
    /// <returns>Each word, with what to write instead.</returns>
    public static IEnumerable<string> FindWords(string text) =>
        from word in Words
        from Match match in word.Found.Matches(text)
        select $"'{match.Value}' (write: {word.Instead})";

    private static (Regex Found, string Instead) Replace(string words, string instead) =>
        (new Regex($@"(?<![-\w.])({words})(?![-\w(])", RegexOptions.IgnoreCase), instead);
}
