namespace Aspects.Compiler.Tests;

public sealed class ReservedNameTests
{
    [Theory]
    [InlineData("Defaults", "the section Defaults has the settings of all circuit breakers")]
    [InlineData("defaults", "the section Defaults has the settings of all circuit breakers")]
    [InlineData("auth:login", "a colon separates configuration sections")]
    public Task A_name_with_a_meaning_in_configuration_is_reported(string name, string reason) => Analysis.Expect(
        $$"""[CircuitBreaker("{{name}}")] public interface IAuth { void A(); }""",
        $"A.cs(1,17) warning ASPECT0017 at «\"{name}\"»: Configuration cannot use the name '{name}' on IAuth, because {reason}. Choose another name.");

    [Theory]
    [InlineData("auth.login")]
    [InlineData("auth/login-2")]
    [InlineData("default")]
    public Task Other_names_are_allowed(string name) => Analysis.Expect($$"""[CircuitBreaker("{{name}}")] public interface IAuth { void A(); }""");
}
