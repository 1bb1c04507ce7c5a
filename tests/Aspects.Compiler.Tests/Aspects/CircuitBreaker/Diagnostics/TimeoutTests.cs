namespace Aspects.Compiler.Tests;

public sealed class TimeoutTests
{
    private const string NoToken = "because the method takes no CancellationToken and continues after its caller has the TimeoutException. Add a CancellationToken.";

    [Fact]
    public Task Calls_with_a_token_synchronous_calls_and_streams_are_allowed() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(TimeoutSeconds = 5)]
        [CircuitBreaker("a", TimeoutSeconds = 3)]
        public interface IAuth
        {
            Task A(CancellationToken token);
            ValueTask<int> B(CancellationToken? token = null);
            int C();
            IAsyncEnumerable<int> D();
            string E { get; }
            [NoCircuitBreaker] Task F();
        }
        [CircuitBreaker("b", TimeoutSeconds = 0)] public interface IOff { Task A(); }
        """);

    [Fact]
    public Task A_timeout_cannot_end_a_task_without_a_token() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            [CircuitBreaker("a", TimeoutSeconds = 3)] Task A(out CancellationToken token);
            ValueTask B();
            [CircuitBreaker("other")] Task<int> C();
        }
        """,
        $"A.cs(4,52) warning ASPECT0018 at «A»: The timeout of circuit breaker 'a' cannot end the call of IAuth.A(out System.Threading.CancellationToken), {NoToken}",
        $"A.cs(5,15) warning ASPECT0018 at «B»: The timeout of circuit breaker 'a' cannot end the call of IAuth.B(), {NoToken}");

    [Fact]
    public Task The_timeout_of_the_assembly_applies_without_a_nearer_one() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(TimeoutSeconds = 5)]
        [assembly: CircuitBreakerFor<IAsyncDisposable>("foreign", Members = ["DisposeAsync"])]
        [CircuitBreaker("a")] public interface IAuth { Task A(); }
        [CircuitBreaker("b", TimeoutSeconds = 0)] public interface IOff { Task A(); }
        """,
        $"A.cs(2,12) warning ASPECT0018 at «CircuitBreakerFor<IAsyncDisposable>(\"foreign\", Members = [\"DisposeAsync\"])»: The timeout of circuit breaker 'foreign' cannot end the call of System.IAsyncDisposable.DisposeAsync(), {NoToken}",
        $"A.cs(3,53) warning ASPECT0018 at «A»: The timeout of circuit breaker 'a' cannot end the call of IAuth.A(), {NoToken}");

    [Fact]
    public Task No_timeout_ends_an_observable() => Analysis.Expect(
        """public interface IAuth { [CircuitBreaker("a", TimeoutSeconds = 1)] IObservable<int> A(); }""",
        "A.cs(1,85) warning ASPECT0018 at «A»: The timeout of circuit breaker 'a' cannot end the call of IAuth.A(), because timeouts do not apply to an observable. Give it a circuit breaker without a timeout.");

    [Fact]
    public Task One_breaker_has_one_timeout_in_all_interfaces_and_an_inherited_member_is_reported_once() => Analysis.Expect(
        """
        [CircuitBreaker("g")] public interface IFirst { Task A(); }
        [CircuitBreaker("g", TimeoutSeconds = 5)] public interface ISecond { Task B(CancellationToken token); }
        public interface IDerived : IFirst;
        public interface IOther : IFirst;
        """,
        $"A.cs(1,54) warning ASPECT0018 at «A»: The timeout of circuit breaker 'g' cannot end the call of IFirst.A(), {NoToken}");

    [Fact]
    public Task A_property_gets_another_remedy_than_a_token() => Analysis.Expect(
        """public interface IAuth { [CircuitBreaker("a", TimeoutSeconds = 1)] Task<int> A { get; } }""",
        "A.cs(1,78) warning ASPECT0018 at «A»: The timeout of circuit breaker 'a' cannot end the call of IAuth.A, because a property takes no CancellationToken and continues after its caller has the TimeoutException. Use a method with a CancellationToken, or a circuit breaker without a timeout.");
}
