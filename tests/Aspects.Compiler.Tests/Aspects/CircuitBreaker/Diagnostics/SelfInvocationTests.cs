namespace Aspects.Compiler.Tests;

/// <summary>ASPECT0021: calls on the own instance bypass the proxy.</summary>
public sealed class SelfInvocationTests
{
    private const string Auth =
        """
        public interface IAuth { [CircuitBreaker("a")] void A(); [CircuitBreaker("b")] void B(); void C(); [CircuitBreaker("a")] int D { get; } }
        public class Plain : IAuth { public void A() { } public void B() { } public void C() { } public int D => 1; }

        """;

    [Fact]
    public Task Self_invocation_of_a_guarded_member_is_reported() => Analysis.Expect(
        Auth +
        """
        public class Client : IAuth
        {
            public void A() { B(); A(); Helper(); }
            public virtual void B() { }
            public void C() { A(); this.B(); IAuth self = this; self.A(); Action later = A; later(); _ = nameof(A); }
            public int D { get { A(); B(); return 1; } }
            private void Helper() { new Client().A(); C(); }
        }
        public class Derived : Client { public override void B() => base.B(); public void E() => B(); }
        """,
        "A.cs(5,23) warning ASPECT0021 at «B()»: Self-invocation of Client.B() in Client.A() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(7,23) warning ASPECT0021 at «A()»: Self-invocation of Client.A() in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(7,28) warning ASPECT0021 at «this.B()»: Self-invocation of Client.B() in Client.C() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(7,57) warning ASPECT0021 at «self.A()»: Self-invocation of IAuth.A() in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(7,82) warning ASPECT0021 at «A»: Self-invocation of Client.A() in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(8,31) warning ASPECT0021 at «B()»: Self-invocation of Client.B() in Client.D.get bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(11,90) warning ASPECT0021 at «B()»: Self-invocation of Derived.B() in Derived.E() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.");

    [Fact]
    public Task Self_invocation_through_a_variable_or_a_delegate_is_reported() => Analysis.Expect(
        Auth +
        """
        public class Client : IAuth
        {
            public void A() { }
            public void B() { }
            public int D => 1;
            public void C()
            {
                ((IAuth)this).A();
                IAuth self = this;
                self.B();
                IAuth other = this;
                other = new Client();
                other.A();
                Action later = A, now = self.B;
                _ = D + ((IAuth)this).D;
            }
        }
        """,
        "A.cs(10,9) warning ASPECT0021 at «((IAuth)this).A()»: Self-invocation of IAuth.A() in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(12,9) warning ASPECT0021 at «self.B()»: Self-invocation of IAuth.B() in Client.C() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(16,24) warning ASPECT0021 at «A»: Self-invocation of Client.A() in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(16,33) warning ASPECT0021 at «self.B»: Self-invocation of IAuth.B() in Client.C() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(17,13) warning ASPECT0021 at «D»: Self-invocation of Client.D in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(17,17) warning ASPECT0021 at «((IAuth)this).D»: Self-invocation of IAuth.D in Client.C() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.");

    [Fact]
    public Task Properties_and_indexers_are_guarded_by_accessor() => Analysis.Expect(
        """
        public interface IStock
        {
            int Read { [CircuitBreaker("a")] get; set; }
            int Write { get; [CircuitBreaker("b")] set; }
            [CircuitBreaker("c")] int this[int index] { get; set; }
            void Go();
        }
        public class Stock : IStock
        {
            public int Read { get; set; }
            public int Write { get; set; }
            public int this[int index] { get => 1; set { } }
            public void Go() { Read = Write; Write = 1; Write++; this[0] += Read; _ = new Stock { Write = 3 }; }
        }
        """,
        "A.cs(13,38) warning ASPECT0021 at «Write»: Self-invocation of Stock.Write in Stock.Go() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(13,49) warning ASPECT0021 at «Write»: Self-invocation of Stock.Write in Stock.Go() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(13,58) warning ASPECT0021 at «this[0]»: Self-invocation of Stock.this[int] in Stock.Go() bypasses circuit breaker 'c', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(13,69) warning ASPECT0021 at «Read»: Self-invocation of Stock.Read in Stock.Go() bypasses circuit breaker 'a', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.");

    [Fact]
    public Task A_default_member_bypasses_the_proxy() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("d")] Task D();
            Task E() => D();
            [CircuitBreaker("d")] Task F() => D();
            sealed Task G() => D();
        }
        """,
        "A.cs(4,17) warning ASPECT0021 at «D()»: Self-invocation of IAuth.D() in IAuth.E() bypasses circuit breaker 'd', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.");

    [Fact]
    public Task A_decorator_may_call_itself_and_a_class_with_a_logger_is_no_decorator() => Analysis.Expect(
        Auth +
        """
        public class Retry(IAuth inner) : IAuth
        {
            public void A() => inner.A(); public void B() => inner.B(); public void C() => A(); public int D => inner.D;
        }
        public class Late(Lazy<IAuth> inner) : IAuth
        {
            public void A() => inner.Value.A(); public void B() => A(); public void C() => A(); public int D => 1;
        }
        public interface ILogger<T>;
        public class Logged(ILogger<IAuth> logger) : IAuth
        {
            public void A() => _ = logger; public void B() { } public void C() => B(); public int D => 1;
        }
        """,
        "A.cs(14,75) warning ASPECT0021 at «B()»: Self-invocation of Logged.B() in Logged.C() bypasses circuit breaker 'b', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.");
}
