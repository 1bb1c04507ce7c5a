namespace Aspects.Compiler.Tests;

public sealed class SettingContradictionTests
{
    [Theory]
    [InlineData("FailureCount = 21, WindowCalls = 20", "FailureCount = 21", "FailureCount (21) is more than the window holds (WindowCalls 20), so that it never opens the circuit. Lower FailureCount or raise WindowCalls.")]
    [InlineData("MinimumThroughput = 21, WindowCalls = 20", "MinimumThroughput = 21", "MinimumThroughput (21) is more than the window holds (WindowCalls 20), so that no ratio is ever computed. Lower MinimumThroughput or raise WindowCalls.")]
    [InlineData("FailureRatio = 0, SlowCallSeconds = 1, MinimumThroughput = 21, WindowCalls = 20", "MinimumThroughput = 21", "MinimumThroughput (21) is more than the window holds (WindowCalls 20), so that no ratio is ever computed. Lower MinimumThroughput or raise WindowCalls.")]
    [InlineData("BreakSeconds = 2.5, MaxBreakSeconds = 2", "BreakSeconds = 2.5", "BreakSeconds (2.5) is longer than MaxBreakSeconds (2). Raise MaxBreakSeconds or lower BreakSeconds.")]
    [InlineData("MaxBreakSeconds = 2", "MaxBreakSeconds = 2", "BreakSeconds (30 by default) is longer than MaxBreakSeconds (2). Raise MaxBreakSeconds or lower BreakSeconds.")]
    [InlineData("SlowCallSeconds = 2, TimeoutSeconds = 2", "SlowCallSeconds = 2", "SlowCallSeconds (2) is not shorter than TimeoutSeconds (2), so that the timeout ends each call before it is slow. Raise TimeoutSeconds or lower SlowCallSeconds.")]
    [InlineData("ConsecutiveFailures = 20, FailureRatio = 0.5, MinimumThroughput = 10, WindowCalls = 20", "ConsecutiveFailures = 20", "ConsecutiveFailures (20) never opens the circuit: 19 consecutive failures reach FailureRatio (0.5) and MinimumThroughput (10) in a window of 20 calls. Lower ConsecutiveFailures, set it to 0, or raise FailureRatio, MinimumThroughput or WindowCalls.")]
    [InlineData("WindowCalls = 4", "WindowCalls = 4", "ConsecutiveFailures (5 by default) never opens the circuit: 4 consecutive failures reach FailureRatio (0.5 by default) and MinimumThroughput (4 by default) in a window of 4 calls. Lower ConsecutiveFailures, set it to 0, or raise FailureRatio, MinimumThroughput or WindowCalls.")]
    [InlineData("AdaptiveThreshold = true, ConsecutiveFailures = 0", "AdaptiveThreshold = true", "AdaptiveThreshold adapts ConsecutiveFailures, which is 0 (off). Set ConsecutiveFailures, or remove AdaptiveThreshold.")]
    public Task Contradictory_settings_are_reported(string settings, string place, string message) => Analysis.Expect(
        $$"""[CircuitBreaker("a", {{settings}})] public interface IAuth { void A(); }""",
        $"A.cs(1,{22 + settings.IndexOf(place, StringComparison.Ordinal)}) error ASPECT0011 at «{place}»: The settings on IAuth contradict each other, because {message}");

    [Theory]
    [InlineData("FailureCount = 20, WindowCalls = 20")]
    [InlineData("FailureCount = 3, WindowCalls = 4")]
    [InlineData("MinimumThroughput = 20, WindowCalls = 20")]
    [InlineData("FailureRatio = 0, MinimumThroughput = 21, WindowCalls = 20")]
    [InlineData("MinimumThroughput = 21, WindowCalls = 0")]
    [InlineData("BreakSeconds = 2, MaxBreakSeconds = 2")]
    [InlineData("BreakSeconds = 301")]
    [InlineData("SlowCallSeconds = 1.9, TimeoutSeconds = 2")]
    [InlineData("SlowCallSeconds = 2, TimeoutSeconds = 0")]
    [InlineData("ConsecutiveFailures = 19, FailureRatio = 0.95, MinimumThroughput = 10, WindowCalls = 20")]
    [InlineData("AdaptiveThreshold = true, ConsecutiveFailures = 1")]
    [InlineData("AdaptiveThreshold = false, ConsecutiveFailures = 0")]
    public Task Settings_without_a_contradiction_are_allowed(string settings) => Analysis.Expect(
        $$"""[CircuitBreaker("a", {{settings}})] public interface IAuth { void A(); }""");

    [Fact]
    public Task Settings_of_all_attributes_of_one_name_are_checked_together() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(SlowCallSeconds = 5)]
        [CircuitBreaker("y", MaxBreakSeconds = 10)]
        public interface IAuth
        {
            [CircuitBreaker("y", BreakSeconds = 20)] void A();
            [CircuitBreaker("z", BreakSeconds = 5, TimeoutSeconds = 4)] void B();
            void C();
        }
        public interface IDerived : IAuth;
        """,
        "A.cs(5,26) error ASPECT0011 at «BreakSeconds = 20»: The settings on IAuth.A() and IAuth contradict each other, because BreakSeconds (20) is longer than MaxBreakSeconds (10). Raise MaxBreakSeconds or lower BreakSeconds.",
        "A.cs(6,44) error ASPECT0011 at «TimeoutSeconds = 4»: The settings on IAuth.B() and the assembly contradict each other, because SlowCallSeconds (5) is not shorter than TimeoutSeconds (4), so that the timeout ends each call before it is slow. Raise TimeoutSeconds or lower SlowCallSeconds.");

    [Fact]
    public Task Contradictions_between_two_interfaces_and_the_assembly_are_reported() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IComparable>("b", BreakSeconds = 400, MaxBreakSeconds = 300)]
        [assembly: CircuitBreakerFor<IFormattable>("b")]
        [CircuitBreaker("a", BreakSeconds = 60)] public interface IFirst { void A(); }
        [CircuitBreaker("a", MaxBreakSeconds = 40)] public interface ISecond { void A(); }
        """,
        "A.cs(1,48) error ASPECT0011 at «BreakSeconds = 400»: The settings on the assembly for System.IComparable contradict each other, because BreakSeconds (400) is longer than MaxBreakSeconds (300). Raise MaxBreakSeconds or lower BreakSeconds.",
        "A.cs(3,22) error ASPECT0011 at «BreakSeconds = 60»: The settings on IFirst and ISecond contradict each other, because BreakSeconds (60) is longer than MaxBreakSeconds (40). Raise MaxBreakSeconds or lower BreakSeconds.");

    [Fact]
    public Task Contradictory_defaults_are_reported_once() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(MaxBreakSeconds = 10)]
        [CircuitBreaker("a")] public interface IFirst { void A(); }
        [CircuitBreaker("b")] public interface ISecond { void A(); }
        [CircuitBreaker("c", BreakSeconds = 5)] public interface IThird { void A(); }
        """,
        "A.cs(1,35) error ASPECT0011 at «MaxBreakSeconds = 10»: The settings on the assembly contradict each other, because BreakSeconds (30 by default) is longer than MaxBreakSeconds (10). Raise MaxBreakSeconds or lower BreakSeconds.");
}
