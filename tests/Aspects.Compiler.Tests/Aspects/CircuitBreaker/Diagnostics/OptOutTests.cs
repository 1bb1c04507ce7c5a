namespace Aspects.Compiler.Tests;

public sealed class OptOutTests
{
    [Fact]
    public Task An_opt_out_of_a_covered_member_is_allowed() => Analysis.Expect(
        """
        using NCB = Aspects.NoCircuitBreakerAttribute;
        [CircuitBreaker("a")]
        public interface IAuth
        {
            [NoCircuitBreaker] void A();
            [NCB] void B();
            [CircuitBreaker("b")] int C { get; [NoCircuitBreaker] set; }
            void D();
        }
        """);

    [Fact]
    public Task Both_attributes_on_one_member_contradict_each_other() => Analysis.Expect(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        using NCB = Aspects.NoCircuitBreakerAttribute;
        [CircuitBreaker("a")]
        public interface IAuth
        {
            [CircuitBreaker("b"), NoCircuitBreaker] void A();
            [CB("c")] [NCB] void B();
            [CircuitBreaker("d")] [NoCircuitBreaker] int C { get; set; }
            int D { [CircuitBreaker("e")] [NoCircuitBreaker] get; }
        }
        """,
        "A.cs(6,27) error ASPECT0007 at «NoCircuitBreaker»: The member IAuth.A() has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.",
        "A.cs(7,16) error ASPECT0007 at «NCB»: The member IAuth.B() has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.",
        "A.cs(8,28) error ASPECT0007 at «NoCircuitBreaker»: The member IAuth.C has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.",
        "A.cs(9,36) error ASPECT0007 at «NoCircuitBreaker»: The member IAuth.D.get has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.");

    [Fact]
    public Task An_opt_out_of_an_uncovered_member_is_reported() => Analysis.Expect(
        """
        using NCB = Aspects.NoCircuitBreakerAttribute;
        public interface IAuth
        {
            [CircuitBreaker("a")] void A();
            [NoCircuitBreaker] void B();
            [NCB] int C { get; set; }
            int D { [NoCircuitBreaker] get; }
        }
        public interface IPlain
        {
            [NoCircuitBreaker] void A();
        }
        public class Auth : IAuth
        {
            [NoCircuitBreaker] public void A() { }
            public void B() { }
            public int C { get; set; }
            public int D => 1;
        }
        """,
        "A.cs(5,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.B() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(6,6) warning ASPECT0008 at «NCB»: The opt-out on IAuth.C has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(7,14) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.D.get has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(11,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IPlain.A() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(15,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on Auth.A() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].");

    [Fact]
    public Task Properties_events_and_members_that_are_not_proxied_are_not_covered_by_an_interface() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            void A();
            [NoCircuitBreaker] int B { get; set; }
            [method: NoCircuitBreaker] event Action C;
            [NoCircuitBreaker] static void D() { }
            [NoCircuitBreaker] private void E() { }
            [NoCircuitBreaker] sealed void F() { }
        }
        """,
        "A.cs(5,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.B has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(6,14) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.C.add has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(7,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.D() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(8,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.E() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(9,6) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.F() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].");

    [Fact]
    public Task An_inheriting_interface_covers_members_too() => Analysis.Expect(Compilations.Of(
        """
        public interface IBase<T> { [NoCircuitBreaker] T A(); [NoCircuitBreaker] T B { get; } }
        """,
        """
        public static class Outer { [CircuitBreaker("a")] public interface IAuth : IMiddle<int>; }
        public interface IMiddle<T> : IBase<T>;
        """),
        "A.cs(1,56) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IBase<T>.B has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].");

    [Fact]
    public Task An_assembly_attribute_covers_members_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IReports>("reports"), CircuitBreakerFor<INamed>("named", Members = ["Count", "A"])]
        public interface IReports : IPings { Task RunAsync(CancellationToken c); [NoCircuitBreaker] int Count { get; } }
        public interface IPings { [NoCircuitBreaker] Task PingAsync(CancellationToken c); }
        public interface INamed { void A(); [NoCircuitBreaker] void B(); [NoCircuitBreaker] int Count { get; } }
        """,
        "A.cs(2,75) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IReports.Count has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "A.cs(4,38) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on INamed.B() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].");

    [Fact]
    public Task An_inherited_attribute_does_not_cover_added_members() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IBase { void A(); }
        public interface IAuth : IBase { [NoCircuitBreaker] void B(); }
        """,
        "A.cs(3,35) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.B() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].");

    [Fact]
    public Task A_partial_interface_reports_once() => Analysis.Expect(Compilations.Of(
        """
        public partial interface IAuth { [CircuitBreaker("a")] void A(); }
        """,
        """
        public partial interface IAuth { [NoCircuitBreaker] void B(); [NoCircuitBreaker] [CircuitBreaker("b")] void C(); }
        """),
        "B.cs(1,35) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on IAuth.B() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].",
        "B.cs(1,64) error ASPECT0007 at «NoCircuitBreaker»: The member IAuth.C() has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.");

    [Fact]
    public Task On_a_class_an_attribute_is_misplaced_and_an_opt_out_has_no_effect() => Analysis.Expect(
        """
        public class Auth { [CircuitBreaker("a")] [NoCircuitBreaker] public void A() { } }
        """,
        "A.cs(1,22) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards Auth.A(), because Auth is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(1,44) warning ASPECT0008 at «NoCircuitBreaker»: The opt-out on Auth.A() has no effect, because no circuit breaker covers the member. Remove [NoCircuitBreaker].");

    [Fact]
    public Task No_analyzer_throws_for_unfinished_code() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker] [NoCircuitBreaker(1)] Missing A();
            [NoCircuitBreaker
        """,
        "A.cs(3,6) error CS7036",
        "A.cs(3,23) error ASPECT0007 at «NoCircuitBreaker(1)»: The member IAuth.A() has both [CircuitBreaker] and [NoCircuitBreaker], so that its calls are not guarded. Remove one of them.",
        "A.cs(3,23) error CS1729",
        "A.cs(3,44) error CS0246",
        "A.cs(4,22) error CS1003",
        "A.cs(4,22) error CS1513");
}
