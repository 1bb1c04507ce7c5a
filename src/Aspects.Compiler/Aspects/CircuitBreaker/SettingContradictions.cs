using System.Collections.Immutable;
using System.Globalization;

namespace Aspects.Compiler;

/// <summary>Finds settings of one breaker that contradict each other, by the rules of the runtime.</summary>
internal sealed class SettingContradictions
{
    private readonly IReadOnlyDictionary<string, double> _set;

    private SettingContradictions(IReadOnlyDictionary<string, double> set) => _set = set;

    /// <summary>Finds the contradictions among the settings. Settings without a value have their default.</summary>
    public static IEnumerable<SettingContradiction> Find(IReadOnlyDictionary<string, double> set) => new SettingContradictions(set).Find();

    private IEnumerable<SettingContradiction> Find()
    {
        var (count, ratio, calls) = (GetSetting("FailureCount", 0), GetSetting("FailureRatio", 0.5), GetSetting("WindowCalls", 0));
        var failures = GetSetting("ConsecutiveFailures", count.Value > 0 ? 0 : 5);
        var minimum = GetSetting("MinimumThroughput", calls.Value > 0 ? Math.Min(20, calls.Value) : 20);
        var (slow, timeout, adapts) = (GetSetting("SlowCallSeconds", 0), GetSetting("TimeoutSeconds", 0), GetSetting("AdaptiveThreshold", 0));
        var first = GetSetting("BreakSeconds", 30);
        var longest = GetSetting("MaxBreakSeconds", Math.Max(300, first.Value));

        if ((ratio.Value > 0 || slow.Value > 0) && calls.Value > 0 && minimum.Value > calls.Value)
        {
            yield return Create(
                $"{minimum} is more than the window holds ({calls.Plain}), so that no ratio is ever computed. Lower MinimumThroughput or raise WindowCalls.",
                minimum, calls);
        }

        if (calls.Value > 0 && count.Value > calls.Value)
        {
            yield return Create(
                $"{count} is more than the window holds ({calls.Plain}), so that it never opens the circuit. Lower FailureCount or raise WindowCalls.",
                count, calls);
        }

        if (first.Ticks > longest.Ticks)
        {
            yield return Create($"{first} is longer than {longest}. Raise MaxBreakSeconds or lower BreakSeconds.", first, longest);
        }

        if (timeout.Ticks > 0 && slow.Ticks >= timeout.Ticks)
        {
            yield return Create(
                $"{slow} is not shorter than {timeout}, so that the timeout ends each call before it is slow. Raise TimeoutSeconds or lower SlowCallSeconds.",
                slow, timeout);
        }

        var probe = GetSetting("ProbeTimeoutSeconds", Math.Max(30, timeout.Value));
        if (probe.IsSet && probe.Ticks < timeout.Ticks)
        {
            yield return Create(
                $"{probe} is shorter than {timeout}, so that a probe loses its slot before it times out. Raise or remove ProbeTimeoutSeconds, or lower TimeoutSeconds.",
                probe, timeout);
        }

        if (probe.IsSet && probe.Ticks < slow.Ticks)
        {
            yield return Create(
                $"{probe} is shorter than {slow}, so that a probe loses its slot before it can be slow. Raise or remove ProbeTimeoutSeconds, or lower SlowCallSeconds.",
                probe, slow);
        }

        if (OpensByRatioFirst(failures.Value, ratio.Value, minimum.Value, calls.Value))
        {
            yield return Create(
                $"{failures} never opens the circuit: {failures.Value - 1} consecutive failures reach {ratio} and {minimum} in a window of {calls.Value} calls. Lower ConsecutiveFailures, set it to 0, or raise FailureRatio, MinimumThroughput or WindowCalls.",
                failures, ratio, minimum, calls);
        }

        if (adapts.Value == 1 && failures.Value == 0)
        {
            yield return Create(
                $"AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off). Set ConsecutiveFailures, or remove AdaptiveThreshold.", adapts, failures);
        }
    }

    // Whether the ratio opens the circuit one failure earlier, even if older successes fill the window.
    private static bool OpensByRatioFirst(double failures, double ratio, double minimum, double calls) =>
        failures > 0 && ratio > 0 && calls > 0 && failures - 1 >= minimum && (failures - 1) / calls >= ratio;

    private Setting GetSetting(string name, double byDefault) =>
        _set.TryGetValue(name, out var value) ? new Setting(name, value, IsSet: true) : new Setting(name, byDefault, IsSet: false);

    private static SettingContradiction Create(FormattableString message, params Setting[] settings) => new(
        message.ToString(CultureInfo.InvariantCulture),
        [.. settings.Where(static setting => setting.IsSet).Select(static setting => setting.Name)]);

    private readonly record struct Setting(string Name, double Value, bool IsSet)
    {
        // The runtime compares durations in ticks.
        public long Ticks => (long)(Value * TimeSpan.TicksPerSecond);

        public string Plain => FormattableString.Invariant($"{Name} {Value}");

        public override string ToString() => FormattableString.Invariant($"{Name} ({Value}{(IsSet ? "" : " by default")})");
    }
}

/// <summary>A contradiction with its fix, and the settings to report, the most important setting first.</summary>
internal readonly record struct SettingContradiction(string Message, ImmutableArray<string> Settings);
