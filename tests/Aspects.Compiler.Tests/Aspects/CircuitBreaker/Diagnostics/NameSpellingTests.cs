namespace Aspects.Compiler.Tests;

public sealed class NameSpellingTests
{
    [Fact]
    public Task Two_spellings_of_one_name_are_a_slip() => Analysis.Expect(
        Compilations.Of(
            """[CircuitBreaker("Auth")] public interface IAuth { [CircuitBreaker("other")] void A(); [CircuitBreaker("AUTH")] void B(); }""",
            """
            [assembly: CircuitBreakerFor<IDisposable>("auth", Members = ["Dispose"])]
            [CircuitBreaker("Auth")] public interface IOther { void A(); }
            """),
        "A.cs(1,103) warning ASPECT0016 at «\"AUTH\"»: The name 'AUTH' on IAuth.B() is that of circuit breaker 'Auth' on IAuth, for case makes no difference: write 'Auth', or choose another name",
        "B.cs(1,43) warning ASPECT0016 at «\"auth\"»: The name 'auth' on the assembly for System.IDisposable is that of circuit breaker 'Auth' on IAuth, for case makes no difference: write 'Auth', or choose another name");

    [Theory]
    [InlineData("Defaults", "that is the section with the defaults of all breakers")]
    [InlineData("defaults", "that is the section with the defaults of all breakers")]
    [InlineData("auth:login", "a colon separates sections there")]
    public Task A_name_that_configuration_reads_as_another(string name, string reason) => Analysis.Expect(
        $$"""[CircuitBreaker("{{name}}")] public interface IAuth { void A(); }""",
        $"A.cs(1,17) warning ASPECT0017 at «\"{name}\"»: Circuit breaker '{name}' on IAuth cannot be configured by its name, because {reason}: choose another name");

    [Theory]
    [InlineData("auth.login")]
    [InlineData("auth/login-2")]
    [InlineData("default")]
    public Task Other_names_are_fine(string name) => Analysis.Expect($$"""[CircuitBreaker("{{name}}")] public interface IAuth { void A(); }""");
}
