namespace Aspects.CodeFixes.Tests;

/// <summary>Fixes of names, numbers and lists in an attribute.</summary>
public sealed class SettingFixTests
{
    [Theory]
    [InlineData("IAuthClient", "auth-client")]
    [InlineData("ILLMGateway", "llmgateway")]
    [InlineData("Items", "items")]
    [InlineData("IX", "x")]
    public Task A_breaker_is_named_after_its_interface(string type, string name) => Fix.Applies<NameFix>(
        $"Name it \"{name}\"",
        $$"""
        public interface {{type}}
        {
            [CircuitBreaker(" ", ConsecutiveFailures = 3)] // why
            void A();
        }
        """,
        $$"""
        public interface {{type}}
        {
            [CircuitBreaker("{{name}}", ConsecutiveFailures = 3)] // why
            void A();
        }
        """);

    [Theory]
    [InlineData("CircuitBreakerFor<System.Collections.Generic.IComparer<string>>(", "comparer")]
    [InlineData("CircuitBreakerFor(typeof(System.IFormatProvider), ", "format-provider")]
    public Task A_breaker_of_an_assembly_attribute_is_named_after_its_interface(string attribute, string name) => Fix.Applies<NameFix>(
        $"Name it \"{name}\"", $"[assembly: {attribute}\"\")]", $"[assembly: {attribute}\"{name}\")]");

    [Fact]
    public Task A_name_takes_the_spelling_that_came_first() => Fix.AppliesToAll<NameSpellingFix>(
        "Name it \"auth\"",
        [
            """[CircuitBreaker("auth")] public interface IAuth { void A(); }""",
            """[CircuitBreaker("Auth")] public interface IOther { [CircuitBreaker("AUTH")] void A(); }""",
        ],
        [
            """[CircuitBreaker("auth")] public interface IAuth { void A(); }""",
            """[CircuitBreaker("auth")] public interface IOther { [CircuitBreaker("auth")] void A(); }""",
        ]);

    [Fact]
    public Task A_name_has_dashes_instead_of_colons() => Fix.Applies<ReservedNameFix>(
        "Name it \"auth-login-new\"",
        """[assembly: CircuitBreakerFor<IFormatProvider>(/* why */ "auth:login:new")]""",
        """[assembly: CircuitBreakerFor<IFormatProvider>(/* why */ "auth-login-new")]""");

    [Fact]
    public Task The_name_of_the_defaults_has_no_fix() => Fix.Offers<ReservedNameFix>(
        """[CircuitBreaker("defaults")] public interface IAuth { void A(); }""");

    [Theory]
    [InlineData("ConsecutiveFailures = -3", "ConsecutiveFailures = 0")]
    [InlineData("MinimumThroughput = 0", "MinimumThroughput = 1")]
    [InlineData("FailureRatio = 50", "FailureRatio = 1")]
    [InlineData("WindowSeconds = 0.01", "WindowSeconds = 0.1")]
    [InlineData("TimeoutSeconds = 0.0001", "TimeoutSeconds = 0")]
    [InlineData("TimeoutSeconds = 0.0009", "TimeoutSeconds = 0.001")]
    public Task A_number_becomes_the_nearest_that_is_allowed(string before, string after) => Fix.Applies<SettingFix>(
        "Use " + after[(after.IndexOf('=', StringComparison.Ordinal) + 2)..],
        $$"""[CircuitBreaker("a", {{before}}, Jitter = 0)] public interface IAuth { void A(); }""",
        $$"""[CircuitBreaker("a", {{after}}, Jitter = 0)] public interface IAuth { void A(); }""");

    [Fact]
    public Task A_number_can_be_removed() => Fix.Applies<SettingFix>(
        "Remove FailureRatio",
        """[CircuitBreaker("a", FailureRatio = 50, Jitter = 0)] public interface IAuth { void A(); }""",
        """[CircuitBreaker("a", Jitter = 0)] public interface IAuth { void A(); }""");

    [Fact]
    public Task A_number_without_a_nearest_value_can_only_be_removed() => Fix.Offers<SettingFix>(
        """[CircuitBreaker("a", SlowCallRatio = double.NaN)] public interface IAuth { void A(); }""", "Remove SlowCallRatio");

    [Fact]
    public Task All_numbers_are_fixed_at_once() => Fix.AppliesToAll<SettingFix>(
        "Remove FailureRatio",
        [
            """[CircuitBreaker("a", FailureRatio = 50)] public interface IAuth { void A(); }""",
            """[assembly: CircuitBreakerDefaults(FailureRatio = 7)]""",
        ],
        [
            """[CircuitBreaker("a")] public interface IAuth { void A(); }""",
            """[assembly: CircuitBreakerDefaults]""",
        ]);

    [Fact]
    public Task All_numbers_of_one_attribute_are_fixed_at_once() => Fix.AppliesToAll<SettingFix>(
        "Use 0.001",
        ["""[CircuitBreaker("a", BreakSeconds = 0, ProbeTimeoutSeconds = -1, FailureRatio = 7)] public interface IAuth { void A(); }"""],
        ["""[CircuitBreaker("a", BreakSeconds = 0.001, ProbeTimeoutSeconds = 0.001, FailureRatio = 1)] public interface IAuth { void A(); }"""]);

    [Fact]
    public Task All_numbers_without_a_nearest_value_are_removed_at_once() => Fix.AppliesToAll<SettingFix>(
        "Remove BreakSeconds",
        ["""[CircuitBreaker("a", BreakSeconds = double.NaN, TimeoutSeconds = double.NaN, Jitter = 0)] public interface IAuth { void A(); }"""],
        ["""[CircuitBreaker("a", Jitter = 0)] public interface IAuth { void A(); }"""]);

    [Fact]
    public Task Fix_all_leaves_diagnostics_without_that_fix() => Fix.AppliesToAll<SettingFix>(
        "Use 1",
        ["""[CircuitBreaker("a", FailureRatio = 2, SlowCallRatio = double.NaN)] public interface IAuth { void A(); }"""],
        ["""[CircuitBreaker("a", FailureRatio = 1, SlowCallRatio = double.NaN)] public interface IAuth { void A(); }"""],
        "ASPECT0002 at «SlowCallRatio = double.NaN»");

    [Fact]
    public Task A_hundred_numbers_are_fixed_at_once() => Fix.AppliesToAll<SettingFix>(
        "Use 1",
        [Members("FailureRatio = 2")],
        [Members("FailureRatio = 1")]);

    private static string Members(string setting) =>
        $"public interface IAuth {{ {string.Concat(Enumerable.Range(0, 100).Select(number => $"[CircuitBreaker(\"a\", {setting})] void A{number}();\n"))} }}";

    [Fact]
    public Task The_comment_of_a_neighbour_stays_when_a_number_is_removed() => Fix.Applies<SettingFix>(
        "Remove BreakSeconds",
        """
        [CircuitBreaker("a",
            ConsecutiveFailures = 3, // ops asked
            BreakSeconds = -1)] // soon
        public interface IAuth { void A(); }
        """,
        """
        [CircuitBreaker("a",
            ConsecutiveFailures = 3 // ops asked
            )] // soon
        public interface IAuth { void A(); }
        """);

    [Fact]
    public Task The_comment_of_a_number_is_removed_with_it() => Fix.Applies<SettingFix>(
        "Remove BreakSeconds",
        """
        [CircuitBreaker(
            "a", // name
            // All of these are from ops:
            BreakSeconds = -1, // at once
            // rarely
            Jitter = 0
        )]
        public interface IAuth { void A(); }
        """,
        """
        [CircuitBreaker(
            "a", // name
            // All of these are from ops:
            // rarely
            Jitter = 0
        )]
        public interface IAuth { void A(); }
        """);

    [Fact]
    public Task One_of_two_values_can_become_the_other() => Fix.Applies<SettingFix>(
        "Use 3, as the other attribute does",
        """
        [CircuitBreaker("a", ConsecutiveFailures = 3)] public interface IAuth { void A(); }
        [CircuitBreaker("A", ConsecutiveFailures = 4)] public interface IOther { void A(); }
        """,
        """
        [CircuitBreaker("a", ConsecutiveFailures = 3)] public interface IAuth { void A(); }
        [CircuitBreaker("A", ConsecutiveFailures = 3)] public interface IOther { void A(); }
        """,
        "ASPECT0016 at «\"A\"»");

    [Fact]
    public Task One_of_two_values_can_be_removed() => Fix.Applies<SettingFix>(
        "Remove Mode",
        """
        [CircuitBreaker("a", Mode = CircuitMode.Monitor)] public interface IAuth { void A(); }
        [CircuitBreaker("a", Mode = CircuitMode.Disabled)] public interface IOther { void A(); }
        """,
        """
        [CircuitBreaker("a", Mode = CircuitMode.Monitor)] public interface IAuth { void A(); }
        [CircuitBreaker("a")] public interface IOther { void A(); }
        """);

    [Fact]
    public Task All_conflicting_values_can_be_removed_at_once() => Fix.AppliesToAll<SettingFix>(
        "Remove Jitter",
        [
            """
            [CircuitBreaker("a", Jitter = 0, BreakSeconds = 1, BackoffFactor = 1)] public interface IAuth { void A(); }
            [CircuitBreaker("a", Jitter = 1, BreakSeconds = 2, BackoffFactor = 2)] public interface IOther { void A(); }
            """,
        ],
        [
            """
            [CircuitBreaker("a", Jitter = 0, BreakSeconds = 1, BackoffFactor = 1)] public interface IAuth { void A(); }
            [CircuitBreaker("a")] public interface IOther { void A(); }
            """,
        ]);

    [Fact]
    public Task One_of_two_contradictory_settings_can_be_removed() => Fix.Applies<SettingFix>(
        "Remove MinimumThroughput",
        """[CircuitBreaker("a", MinimumThroughput = 21, WindowCalls = 20)] public interface IAuth { void A(); }""",
        """[CircuitBreaker("a", WindowCalls = 20)] public interface IAuth { void A(); }""");

    [Theory]
    [InlineData("Handle = [typeof(string), typeof(IOException)]", "Handle = [typeof(IOException)]", "Remove string from Handle")]
    [InlineData("Ignore = new[] { typeof(Exception), typeof(int) }", "Ignore = new[] { typeof(Exception) }", "Remove int from Ignore")]
    [InlineData("Ignore = [typeof(int), // no\n    typeof(Exception), /* all */ typeof(int)]", "Ignore = [typeof(Exception) /* all */ ]", "Remove int from Ignore")]
    [InlineData("Handle = [typeof(Exception)], Ignore = [typeof(IOException), typeof(Exception)]", "Handle = [typeof(Exception)], Ignore = [typeof(IOException)]", "Remove Exception from Ignore")]
    public Task A_type_is_removed_from_its_list(string before, string after, string title) => Fix.Applies<OutcomeTypeFix>(
        title,
        $$"""[CircuitBreaker("a", {{before}})] public interface IAuth { void A(); }""",
        $$"""[CircuitBreaker("a", {{after}})] public interface IAuth { void A(); }""");

    [Fact]
    public Task All_wrong_types_are_removed_from_a_list_at_once() => Fix.AppliesToAll<OutcomeTypeFix>(
        "Remove string from Handle",
        ["""[CircuitBreaker("a", Handle = [typeof(string), typeof(int), typeof(IOException)])] public interface IAuth { void A(); }"""],
        ["""[CircuitBreaker("a", Handle = [typeof(IOException)])] public interface IAuth { void A(); }"""]);

    [Fact]
    public Task An_unusable_classifier_is_removed() => Fix.Applies<OutcomeTypeFix>(
        "Remove Classifier",
        """[CircuitBreaker("a", Classifier = typeof(string))] public interface IAuth { void A(); }""",
        """[CircuitBreaker("a")] public interface IAuth { void A(); }""");
}
