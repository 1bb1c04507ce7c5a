using System.Globalization;

namespace Aspects.Generator.Rules;

/// <summary>Settings that stand in one attribute and contradict each other: the runtime's rules, for what is known at compile time.</summary>
internal static class SettingContradictions
{
    /// <summary>Each contradiction: the setting to point at, and what is wrong, with the fix.</summary>
    public static IEnumerable<(string Setting, string Message)> Of(IReadOnlyDictionary<string, double> values)
    {
        if (Both("MinimumThroughput", "WindowCalls", out var minimum, out var calls) && calls > 0 && minimum > calls)
        {
            yield return ("MinimumThroughput", Text(
                $"MinimumThroughput ({minimum}) is more than the window can hold (WindowCalls {calls}), so that no ratio would ever be looked at; lower the one or raise the other"));
        }

        if (Both("BreakSeconds", "MaxBreakSeconds", out var first, out var longest) && first > longest)
        {
            yield return ("BreakSeconds", Text($"BreakSeconds ({first}) is longer than MaxBreakSeconds ({longest}); raise MaxBreakSeconds or shorten the break"));
        }

        if (Both("SlowCallSeconds", "TimeoutSeconds", out var slow, out var timeout) && timeout > 0 && slow >= timeout)
        {
            yield return ("SlowCallSeconds", Text(
                $"SlowCallSeconds ({slow}) is not shorter than TimeoutSeconds ({timeout}), so that a call is given up before it can be slow; lengthen the timeout or shorten the limit"));
        }

        if (Both("AdaptiveThreshold", "ConsecutiveFailures", out var adapts, out var failures) && adapts == 1 && failures == 0)
        {
            yield return ("AdaptiveThreshold", "AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off); set ConsecutiveFailures or leave AdaptiveThreshold out");
        }

        bool Both(string one, string other, out double value, out double otherValue)
        {
            otherValue = 0;
            return values.TryGetValue(one, out value) && values.TryGetValue(other, out otherValue);
        }
    }

    private static string Text(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
