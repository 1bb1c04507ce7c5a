namespace Aspects.Compiler.Tests;

public sealed class NameSpellingTests
{
    [Fact]
    public Task A_second_spelling_of_a_name_is_reported() => Analysis.Expect(
        Compilations.Of(
            """[CircuitBreaker("Auth")] public interface IAuth { [CircuitBreaker("other")] void A(); [CircuitBreaker("AUTH")] void B(); }""",
            """
            [assembly: CircuitBreakerFor<IDisposable>("auth", Members = ["Dispose"])]
            [CircuitBreaker("Auth")] public interface IOther { void A(); }
            """),
        "A.cs(1,103) warning ASPECT0016 at «\"AUTH\"»: The circuit breaker name has two spellings, 'Auth' on IAuth and 'AUTH' on IAuth.B(). Both name one circuit breaker, because names ignore case. Write 'Auth', or choose a different name.",
        "B.cs(1,43) warning ASPECT0016 at «\"auth\"»: The circuit breaker name has two spellings, 'Auth' on IAuth and 'auth' on the assembly for System.IDisposable. Both name one circuit breaker, because names ignore case. Write 'Auth', or choose a different name.");
}
