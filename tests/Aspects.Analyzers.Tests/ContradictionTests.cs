namespace Aspects.Analyzers.Tests;

public sealed class ContradictionTests
{
    [Theory]
    [InlineData("MinimumThroughput = 21, WindowCalls = 20", "MinimumThroughput = 21", "MinimumThroughput (21) is more than the window can hold (WindowCalls 20), so that no ratio would ever be looked at; lower the one or raise the other")]
    [InlineData("BreakSeconds = 2.5, MaxBreakSeconds = 2", "BreakSeconds = 2.5", "BreakSeconds (2.5) is longer than MaxBreakSeconds (2); raise MaxBreakSeconds or shorten the break")]
    [InlineData("SlowCallSeconds = 2, TimeoutSeconds = 2", "SlowCallSeconds = 2", "SlowCallSeconds (2) is not shorter than TimeoutSeconds (2), so that a call is given up before it can be slow; lengthen the timeout or shorten the limit")]
    [InlineData("AdaptiveThreshold = true, ConsecutiveFailures = 0", "AdaptiveThreshold = true", "AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off); set ConsecutiveFailures or leave AdaptiveThreshold out")]
    public Task Settings_that_contradict_each_other_are_refused(string settings, string place, string message) => Analysis.Expect(
        $$"""[CircuitBreaker("a", {{settings}})] public interface IAuth { void A(); }""",
        $"A.cs(1,22) error ASPECT0011 at «{place}»: The settings on IAuth make no sense together: {message}");

    [Theory]
    [InlineData("MinimumThroughput = 20, WindowCalls = 20")]
    [InlineData("MinimumThroughput = 21, WindowCalls = 0")]
    [InlineData("BreakSeconds = 2, MaxBreakSeconds = 2")]
    [InlineData("SlowCallSeconds = 1.9, TimeoutSeconds = 2")]
    [InlineData("SlowCallSeconds = 2, TimeoutSeconds = 0")]
    [InlineData("AdaptiveThreshold = true, ConsecutiveFailures = 1")]
    [InlineData("AdaptiveThreshold = false, ConsecutiveFailures = 0")]
    public Task Settings_that_go_together_are_not(string settings) => Analysis.Expect(
        $$"""[CircuitBreaker("a", {{settings}})] public interface IAuth { void A(); }""");
}
