namespace Aspects.Compiler.Tests;

public sealed class MisplacedAttributeTests
{
    [Fact]
    public Task Every_place_that_a_proxy_guards_is_allowed() => Analysis.Expect(
        """
        [CircuitBreaker("a")]
        public interface IAuth
        {
            [CircuitBreaker("b")] void A();
            [CircuitBreaker("c")] int B { get; set; }
            int C { [CircuitBreaker("d")] get; [CircuitBreaker("e")] set; }
            [CircuitBreaker("f")] int this[int i] { get; }
            [CircuitBreaker("g")] int D() => 1;
        }
        """);

    [Fact]
    public Task The_message_names_the_assembly_attribute_for_an_external_interface() => Analysis.Expect(
        """
        public class Chat : IProgress<int> { [CircuitBreaker("llm")] public void Report(int value) { } }
        public class Numbers<T> : IComparer<T> { [CircuitBreaker("n")] public int Compare(T? x, T? y) => 0; }
        public class Texts : IEqualityComparer<string> { [CircuitBreaker("t")] bool IEqualityComparer<string>.Equals(string? x, string? y) => true; public int GetHashCode(string x) => 0; }
        public class Both : IProgress<int>, IOwn { [CircuitBreaker("b")] public void Report(int value) { } }
        public interface IOwn { void Report(int value); }
        """,
        "A.cs(1,39) error ASPECT0005 at «CircuitBreaker(\"llm\")»: No proxy guards Chat.Report(int), because Chat is not an interface. Write [assembly: CircuitBreakerFor<System.IProgress<int>>(\"llm\")] instead.",
        "A.cs(2,43) error ASPECT0005 at «CircuitBreaker(\"n\")»: No proxy guards Numbers<T>.Compare(T?, T?), because Numbers<T> is not an interface. Write [assembly: CircuitBreakerFor(typeof(System.Collections.Generic.IComparer<>), \"n\")] instead.",
        "A.cs(3,51) error ASPECT0005 at «CircuitBreaker(\"t\")»: No proxy guards Texts.System.Collections.Generic.IEqualityComparer<string>.Equals(string?, string?), because Texts is not an interface. Write [assembly: CircuitBreakerFor<System.Collections.Generic.IEqualityComparer<string>>(\"t\", Members = [\"Equals\"])] instead.",
        "A.cs(4,45) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards Both.Report(int), because Both is not an interface. Move [CircuitBreaker] to IOwn.Report(int).");

    [Fact]
    public Task On_a_class_struct_or_record_the_message_names_the_interface_member() => Analysis.Expect(
        """
        public interface IAuth { void A(); int B { get; set; } }
        public class Auth : IAuth
        {
            [CircuitBreaker("a")] public void A() { }
            [CircuitBreaker("b")] public int B { get; set; }
            [CircuitBreaker("c")] protected virtual void C() { }
            [CircuitBreaker("d")] static void D() { }
        }
        public struct AuthStruct : IAuth
        {
            [CircuitBreaker("a")] void IAuth.A() { }
            int IAuth.B { [CircuitBreaker("b")] get => 1; set { } }
        }
        public record AuthRecord([property: CircuitBreaker("a")] int A)
        {
            [CircuitBreaker("b")] public AuthRecord Copy() => this;
        }
        public abstract class Base { [CircuitBreaker("a")] public abstract void A(); }
        public class Derived : Base, IAuth { public override void A() { } public int B { get; set; } }
        """,
        "A.cs(4,6) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards Auth.A(), because Auth is not an interface. Move [CircuitBreaker] to IAuth.A().",
        "A.cs(5,6) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards Auth.B, because Auth is not an interface. Move [CircuitBreaker] to IAuth.B.",
        "A.cs(6,6) error ASPECT0005 at «CircuitBreaker(\"c\")»: No proxy guards Auth.C(), because Auth is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(7,6) error ASPECT0005 at «CircuitBreaker(\"d\")»: No proxy guards Auth.D(), because Auth is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(11,6) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards AuthStruct.IAuth.A(), because AuthStruct is not an interface. Move [CircuitBreaker] to IAuth.A().",
        "A.cs(12,20) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards AuthStruct.IAuth.B.get, because AuthStruct is not an interface. Move [CircuitBreaker] to IAuth.B.",
        "A.cs(14,37) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards AuthRecord.A, because AuthRecord is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(16,6) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards AuthRecord.Copy(), because AuthRecord is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(18,31) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards Base.A(), because Base is not an interface. Move [CircuitBreaker] to a member of an interface.");

    [Fact]
    public Task On_a_static_private_or_sealed_interface_member_it_is_reported() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("a")] static void A() { }
            [CircuitBreaker("b")] private void B() { }
            [CircuitBreaker("c")] sealed void C() { }
            [CircuitBreaker("d")] static int D { get; set; }
            int E { get => 1; [CircuitBreaker("e")] private set { } }
        }
        """,
        "A.cs(3,6) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards IAuth.A(), because a proxy does not implement static, private or sealed members. Move [CircuitBreaker] to a member that implementations provide.",
        "A.cs(4,6) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards IAuth.B(), because a proxy does not implement static, private or sealed members. Move [CircuitBreaker] to a member that implementations provide.",
        "A.cs(5,6) error ASPECT0005 at «CircuitBreaker(\"c\")»: No proxy guards IAuth.C(), because a proxy does not implement static, private or sealed members. Move [CircuitBreaker] to a member that implementations provide.",
        "A.cs(6,6) error ASPECT0005 at «CircuitBreaker(\"d\")»: No proxy guards IAuth.D, because a proxy does not implement static, private or sealed members. Move [CircuitBreaker] to a member that implementations provide.",
        "A.cs(7,24) error ASPECT0005 at «CircuitBreaker(\"e\")»: No proxy guards IAuth.E.set, because a proxy does not implement static, private or sealed members. Move [CircuitBreaker] to a member that implementations provide.");

    [Fact]
    public Task On_an_explicit_implementation_in_an_interface_it_is_reported() => Analysis.Expect(
        """
        public interface IBase { void A(); int B { get; } }
        public interface IAuth : IBase
        {
            [CircuitBreaker("a")] void IBase.A() { }
            int IBase.B { [CircuitBreaker("b")] get => 1; }
        }
        """,
        "A.cs(4,6) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards IAuth.IBase.A(), because a proxy calls the interface member that it implements. Move [CircuitBreaker] to IBase.A().",
        "A.cs(5,20) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards IAuth.IBase.B.get, because a proxy calls the interface member that it implements. Move [CircuitBreaker] to IBase.B.");

    [Fact]
    public Task On_event_accessors_it_is_reported() => Analysis.Expect(
        """
        public interface IAuth
        {
            [method: CircuitBreaker("a")] event Action A;
            event Action B { [CircuitBreaker("b")] add { } remove { } }
            event Action C { add { } [CircuitBreaker("c")] remove { } }
        }
        """,
        "A.cs(3,14) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards IAuth.A.add, because a proxy forwards events unguarded. Move [CircuitBreaker] to a method.",
        "A.cs(4,23) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards IAuth.B.add, because a proxy forwards events unguarded. Move [CircuitBreaker] to a method.",
        "A.cs(5,31) error ASPECT0005 at «CircuitBreaker(\"c\")»: No proxy guards IAuth.C.remove, because a proxy forwards events unguarded. Move [CircuitBreaker] to a method.");

    [Fact]
    public Task On_lambdas_and_local_functions_it_is_reported() => Analysis.Expect(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        public class Auth
        {
            public void A()
            {
                [CircuitBreaker("a")] void Local() { }
                var lambda = [CB("b")] (int x) => x;
                Func<int, int> other = [Obsolete] (x) => x;
                Local();
            }
        }
        """,
        "A.cs(6,10) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards Local(), because the function is inside a body. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(7,23) error ASPECT0005 at «CB(\"b\")»: No proxy guards lambda expression, because the function is inside a body. Move [CircuitBreaker] to a member of an interface.");

    [Fact]
    public Task On_operators_and_extensions_it_is_reported() => Analysis.Expect(
        """
        public class Auth
        {
            [CircuitBreaker("b")] public static Auth operator +(Auth a, Auth b) => a;
        }
        public static class Extensions
        {
            [CircuitBreaker("c")] public static void A(this Auth auth) { }
            extension(Auth auth) { [CircuitBreaker("d")] public void B() { } }
        }
        """,
        "A.cs(3,6) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards Auth.operator +(Auth, Auth), because Auth is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(7,6) error ASPECT0005 at «CircuitBreaker(\"c\")»: No proxy guards Extensions.A(Auth), because Extensions is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(8,29) error ASPECT0005 at «CircuitBreaker(\"d\")»: No proxy guards Extensions.extension(Auth).B(), because Extensions.extension(Auth) is not an interface. Move [CircuitBreaker] to a member of an interface.");

    [Fact]
    public Task Partial_methods_and_types_are_reported_once() => Analysis.Expect(Compilations.Of(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        public partial class Outer<T> { public partial class Auth { [CB("a")] public partial void A(); } }
        """,
        """
        public partial class Outer<T> { public partial class Auth { public partial void A() { } [CircuitBreaker("b")] public T? B() => default; } }
        """),
        "A.cs(2,62) error ASPECT0005 at «CB(\"a\")»: No proxy guards Outer<T>.Auth.A(), because Outer<T>.Auth is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "B.cs(1,90) error ASPECT0005 at «CircuitBreaker(\"b\")»: No proxy guards Outer<T>.Auth.B(), because Outer<T>.Auth is not an interface. Move [CircuitBreaker] to a member of an interface.");

    [Fact]
    public Task The_compiler_reports_places_where_no_attribute_is_allowed() => Analysis.Expect(
        """
        [CircuitBreaker("a")] public class Auth { [CircuitBreaker("b")] public int Field; [CircuitBreaker("c")] public Auth() { } }
        [CircuitBreaker("d")] public delegate void Handler();
        """,
        "A.cs(1,2) error CS0592",
        "A.cs(1,44) error CS0592",
        "A.cs(1,84) error CS0592",
        "A.cs(2,2) error CS0592");

    [Fact]
    public Task No_analyzer_throws_for_unfinished_code() => Analysis.Expect(
        """
        public class Auth : IMissing
        {
            [CircuitBreaker("a")] public Missing A() { }
            [CircuitBreaker("b")]
        }
        public class Other { [CircuitBreaker( void A() { [CircuitBreaker("c")] void
        """,
        "A.cs(1,21) error CS0246",
        "A.cs(3,6) error ASPECT0005 at «CircuitBreaker(\"a\")»: No proxy guards Auth.A(), because Auth is not an interface. Move [CircuitBreaker] to a member of an interface.",
        "A.cs(3,34) error CS0246",
        "A.cs(3,42) error CS0161",
        "A.cs(5,1) error CS1519",
        "A.cs(6,39) error CS1525",
        "A.cs(6,44) error CS1003",
        "A.cs(6,48) error CS1003",
        "A.cs(6,50) error CS1003",
        "A.cs(6,72) error CS1003",
        "A.cs(6,72) error CS1525",
        "A.cs(6,76) error CS1003",
        "A.cs(6,76) error CS1026",
        "A.cs(6,76) error CS1513");
}
