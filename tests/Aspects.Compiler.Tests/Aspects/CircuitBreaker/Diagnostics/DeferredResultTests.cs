namespace Aspects.Compiler.Tests;

public sealed class DeferredResultTests
{
    [Fact]
    public Task A_deferred_result_is_reported() => Analysis.Expect(
        """
        using System.Collections;
        using System.IO;
        using System.Linq;
        [CircuitBreaker("a")]
        public interface IAuth
        {
            IEnumerable<int> A();
            IEnumerable B();
            IEnumerator<int> C();
            IQueryable<int> D();
            IAsyncEnumerator<int> E();
            Stream F();
            Task<FileStream> G();
            Func<int> H();
            ValueTask<Action> I();
            Delegate J();
            Task<IAsyncEnumerable<int>> K();
            T L<T>() where T : IObservable<int>;
            [CircuitBreaker("m")] IEnumerable<string>? M { get; set; }
        }
        """,
        "A.cs(7,22) info ASPECT0012 at «A»: Circuit breaker 'a' does not see the deferred result of IAuth.A(), because the System.Collections.Generic.IEnumerable<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(8,17) info ASPECT0012 at «B»: Circuit breaker 'a' does not see the deferred result of IAuth.B(), because the System.Collections.IEnumerable is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(9,22) info ASPECT0012 at «C»: Circuit breaker 'a' does not see the deferred result of IAuth.C(), because the System.Collections.Generic.IEnumerator<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(10,21) info ASPECT0012 at «D»: Circuit breaker 'a' does not see the deferred result of IAuth.D(), because the System.Linq.IQueryable<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(11,27) info ASPECT0012 at «E»: Circuit breaker 'a' does not see the deferred result of IAuth.E(), because the System.Collections.Generic.IAsyncEnumerator<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(12,12) info ASPECT0012 at «F»: Circuit breaker 'a' does not see the deferred result of IAuth.F(), because the System.IO.Stream is read after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(13,22) info ASPECT0012 at «G»: Circuit breaker 'a' does not see the deferred result of IAuth.G(), because the System.IO.FileStream is read after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(14,15) info ASPECT0012 at «H»: Circuit breaker 'a' does not see the deferred result of IAuth.H(), because the System.Func<int> is called after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(15,23) info ASPECT0012 at «I»: Circuit breaker 'a' does not see the deferred result of IAuth.I(), because the System.Action is called after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(16,14) info ASPECT0012 at «J»: Circuit breaker 'a' does not see the deferred result of IAuth.J(), because the System.Delegate is called after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(17,33) info ASPECT0012 at «K»: Circuit breaker 'a' does not see the deferred result of IAuth.K(), because the System.Collections.Generic.IAsyncEnumerable<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(18,7) info ASPECT0012 at «L»: Circuit breaker 'a' does not see the deferred result of IAuth.L<T>(), because the T is subscribed to after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(19,48) info ASPECT0012 at «M»: Circuit breaker 'm' does not see the deferred result of IAuth.M, because the System.Collections.Generic.IEnumerable<string>? is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].");

    [Fact]
    public Task Types_derived_from_streams_are_deferred_results() => Analysis.Expect(
        """
        public interface IPages : IAsyncEnumerable<int> { int Count { get; } }
        public abstract class Subject : IObservable<int> { public abstract IDisposable Subscribe(IObserver<int> observer); }
        [CircuitBreaker("a")]
        public interface IAuth
        {
            IPages A();
            Subject B();
        }
        """,
        "A.cs(6,12) info ASPECT0012 at «A»: Circuit breaker 'a' does not see the deferred result of IAuth.A(), because the IPages is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].",
        "A.cs(7,13) info ASPECT0012 at «B»: Circuit breaker 'a' does not see the deferred result of IAuth.B(), because the Subject is subscribed to after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].");

    [Fact]
    public Task Complete_guarded_and_unguarded_results_are_allowed() => Analysis.Expect(
        """
        using System.IO;
        [CircuitBreaker("a")]
        public interface IAuth
        {
            void A(Func<int> later);
            int B();
            string C();
            int[] D();
            List<int> E();
            IReadOnlyList<int> F();
            Task<Dictionary<string, int>> G();
            IAsyncEnumerable<int> H();
            IObservable<int> I();
            [NoCircuitBreaker] IEnumerable<int> J();
            Stream K { get; }
        }
        public interface IPlain { IEnumerable<int> A(); }
        """);

    [Fact]
    public Task An_inherited_member_of_another_assembly_is_reported_at_the_interface() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth : IEnumerable<int>;
        """,
        "A.cs(2,18) info ASPECT0012 at «IAuth»: Circuit breaker 'a' does not see the deferred result of System.Collections.Generic.IEnumerable<int>.GetEnumerator(), because the System.Collections.Generic.IEnumerator<int> is enumerated after the call. To leave the member unguarded, put the attribute on single methods.",
        "A.cs(2,18) info ASPECT0012 at «IAuth»: Circuit breaker 'a' does not see the deferred result of System.Collections.IEnumerable.GetEnumerator(), because the System.Collections.IEnumerator is enumerated after the call. To leave the member unguarded, put the attribute on single methods.");

    [Fact]
    public Task An_inherited_member_of_this_project_is_reported_once() => Analysis.Expect(
        """
        [CircuitBreaker("a")] public interface IAuth { IEnumerable<int> A(); }
        public interface IFirst : IAuth;
        public interface ISecond : IAuth;
        """,
        "A.cs(1,65) info ASPECT0012 at «A»: Circuit breaker 'a' does not see the deferred result of IAuth.A(), because the System.Collections.Generic.IEnumerable<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].");

    [Fact]
    public Task An_external_interface_is_analyzed_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IEnumerable<int>>("numbers", Members = ["GetEnumerator"])]
        [assembly: CircuitBreakerFor<IOwn>("own")]
        public interface IOwn { IEnumerable<int> A(); }
        """,
        "A.cs(1,12) info ASPECT0012 at «CircuitBreakerFor<IEnumerable<int>>(\"numbers\", Members = [\"GetEnumerator\"])»: Circuit breaker 'numbers' does not see the deferred result of System.Collections.Generic.IEnumerable<int>.GetEnumerator(), because the System.Collections.Generic.IEnumerator<int> is enumerated after the call. To leave the member unguarded, list the other members in Members.",
        "A.cs(1,12) info ASPECT0012 at «CircuitBreakerFor<IEnumerable<int>>(\"numbers\", Members = [\"GetEnumerator\"])»: Circuit breaker 'numbers' does not see the deferred result of System.Collections.IEnumerable.GetEnumerator(), because the System.Collections.IEnumerator is enumerated after the call. To leave the member unguarded, list the other members in Members.",
        "A.cs(3,42) info ASPECT0012 at «A»: Circuit breaker 'own' does not see the deferred result of IOwn.A(), because the System.Collections.Generic.IEnumerable<int> is enumerated after the call. Return a task or an IAsyncEnumerable<T>, or add [NoCircuitBreaker].");
}
