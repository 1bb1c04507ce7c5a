namespace Aspects.Compiler.Tests;

public sealed class CircuitKeyTests
{
    [Fact]
    public Task Ordinary_parameters_of_guarded_members_are_fine() => Analysis.Expect(
        """
        public enum Region { North, South }
        public interface IModels
        {
            [CircuitBreaker("a")] Task A([CircuitKey] string key, int other);
            [CircuitBreaker("b")] void B(int other, [CircuitKey(Capacity = 5)] in Guid key);
            [CircuitBreaker("c")] void C([CircuitKey] Region key);
            [CircuitBreaker("d")] void D([CircuitKey] (int, string) key);
            [CircuitBreaker("e")] int this[[CircuitKey] long key] { get; set; }
            [CircuitBreaker("f")] IAsyncEnumerable<int> F([CircuitKey] string key);
            [CircuitBreaker("g")] T G<T>([CircuitKey] ref int key, T value);
        }
        """);

    [Fact]
    public Task What_cannot_be_kept_is_no_key() => Analysis.Expect(
        """
        public interface IModels<T>
        {
            [CircuitBreaker("a")] void A([CircuitKey] out int key);
            [CircuitBreaker("b")] void B([CircuitKey] ReadOnlySpan<char> key);
            [CircuitBreaker("c")] void C([CircuitKey] int? key);
            [CircuitBreaker("d")] void D([CircuitKey] dynamic key);
            [CircuitBreaker("e")] void E([CircuitKey] T key);
            [CircuitBreaker("f")] void F<U>([CircuitKey] List<U[]> key);
        }
        """,
        "A.cs(3,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels<T>.A(out int) has no effect: it is an out parameter, which has no value before the call; mark one that has",
        "A.cs(4,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels<T>.B(System.ReadOnlySpan<char>) has no effect: a value of type System.ReadOnlySpan<char> cannot be kept; mark a parameter of an ordinary type",
        "A.cs(5,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels<T>.C(int?) has no effect: it may be null, which is no key; make it int",
        "A.cs(6,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels<T>.D(dynamic) has no effect: it is dynamic; give it the type that its values have",
        "A.cs(7,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels<T>.E(T) has no effect: its type T depends on type parameters, and the breakers of one name have keys of one type; mark a parameter of a type without them",
        "A.cs(8,38) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels<T>.F<U>(System.Collections.Generic.List<U[]>) has no effect: its type System.Collections.Generic.List<U[]> depends on type parameters, and the breakers of one name have keys of one type; mark a parameter of a type without them");

    [Fact]
    public Task What_is_another_at_every_call_or_may_be_null_is_no_key() => Analysis.Expect(
        """
        public interface IModels
        {
            [CircuitBreaker("a")] Task A([CircuitKey] CancellationToken key);
            [CircuitBreaker("b")] void B([CircuitKey] byte[] key);
            [CircuitBreaker("c")] void C([CircuitKey] string? key);
        #nullable disable
            [CircuitBreaker("d")] void D([CircuitKey] string key);
        }
        """,
        "A.cs(3,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels.A(System.Threading.CancellationToken) has no effect: every call may come with another CancellationToken; mark the parameter that says where the call goes",
        "A.cs(4,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels.B(byte[]) has no effect: two arrays are never equal, so that every call would have a breaker of its own; mark a parameter of a type that compares what is in it, such as string",
        "A.cs(5,35) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IModels.C(string?) has no effect: it may be null, which is no key; make it string");

    [Fact]
    public Task A_function_inside_a_body_has_no_key() => Analysis.Expect(
        """
        public class Models
        {
            public void A() { void F([CircuitKey] string inner) { } F(""); Func<string, int> g = ([CircuitKey] string key) => 1; g(""); }
        }
        """,
        "A.cs(3,31) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter inner of F(string) has no effect: a proxy has the members of an interface that implementations provide; mark the parameter there",
        "A.cs(3,92) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of lambda expression has no effect: a proxy has the members of an interface that implementations provide; mark the parameter there");

    [Fact]
    public Task One_method_has_one_key_and_a_capacity_has_a_range() => Analysis.Expect(
        """
        public interface IModels
        {
            [CircuitBreaker("a")] void A([CircuitKey] string key, [CircuitKey] string other);
            [CircuitBreaker("b")] void B([CircuitKey(Capacity = 0)] string key);
        }
        """,
        "A.cs(3,60) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter other of IModels.A(string, string) has no effect: another parameter of the method is marked already; take one away, or pass both in one value",
        "A.cs(4,35) error ASPECT0013 at «CircuitKey(Capacity = 0)»: [CircuitKey] on parameter key of IModels.B(string) has no effect: its Capacity is 0; use a number from 1 to 1000000");

    [Fact]
    public Task A_key_is_for_members_that_a_breaker_guards() => Analysis.Expect(
        """
        public interface IPlain { void A([CircuitKey] string key); }
        public interface IBase { void B([CircuitKey] string key); void C([CircuitKey] string key); }
        [CircuitBreaker("heir")] public interface IHeir : IBase { [NoCircuitBreaker] void D([CircuitKey] string key); }
        public class Models { public void E([CircuitKey] string key) { void F([CircuitKey] string inner) { } F(key); } }
        public interface IOfAssembly { void G([CircuitKey] string key); }
        public delegate void Called([CircuitKey] string key);
        """
        .Insert(0, "[assembly: CircuitBreakerFor<IOfAssembly>(\"assembly\")] "),
        "A.cs(1,90) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IPlain.A(string) has no effect: no circuit breaker guards the member; add [CircuitBreaker(\"…\")], or take [CircuitKey] away",
        "A.cs(3,86) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of IHeir.D(string) has no effect: no circuit breaker guards the member; add [CircuitBreaker(\"…\")], or take [CircuitKey] away",
        "A.cs(4,38) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of Models.E(string) has no effect: a proxy has the members of an interface that implementations provide; mark the parameter there",
        "A.cs(4,72) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter inner of F(string) has no effect: a proxy has the members of an interface that implementations provide; mark the parameter there",
        "A.cs(6,30) error ASPECT0013 at «CircuitKey»: [CircuitKey] on parameter key of Called.Invoke(string) has no effect: a proxy has the members of an interface that implementations provide; mark the parameter there");

    [Fact]
    public Task One_name_has_one_type_of_keys() => Analysis.Expect(
        """
        public interface IModels
        {
            [CircuitBreaker("llm")] void A([CircuitKey] string key);
            [CircuitBreaker("LLM")] void B();
            [CircuitBreaker("llm")] void C([CircuitKey] string other);
            [CircuitBreaker("llm")] int D { get; set; }
        }
        [CircuitBreaker("llm")] public interface IOther { void E([CircuitKey] int key); [CircuitBreaker("other")] void F(); }
        """,
        "A.cs(4,21) warning ASPECT0016 at «\"LLM\"»: The name 'LLM' on IModels.B() is that of circuit breaker 'llm' on IModels.A(string), for case makes no difference: write 'llm', or choose another name",
        "A.cs(4,34) error ASPECT0014 at «B»: Circuit breaker 'LLM' has a key of type string on IModels.A(string) and no key on IModels.B(): use the same in both, or two names",
        "A.cs(6,33) error ASPECT0014 at «D»: Circuit breaker 'llm' has a key of type string on IModels.A(string) and no key on IModels.D: use the same in both, or two names",
        "A.cs(8,56) error ASPECT0014 at «E»: Circuit breaker 'llm' has a key of type string on IModels.A(string) and a key of type int on IOther.E(int): use the same in both, or two names");

    [Fact]
    public Task One_name_has_one_type_of_keys_in_interfaces_that_the_assembly_names_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IComparable>("llm")]
        [assembly: CircuitBreakerFor<IOwn>("llm")]
        public interface IModels { [CircuitBreaker("llm")] void A([CircuitKey] string key); }
        public interface IOwn { void B(); }
        """,
        "A.cs(3,57) error ASPECT0014 at «A»: Circuit breaker 'llm' has no key on System.IComparable.CompareTo(object?) and a key of type string on IModels.A(string): use the same in both, or two names");

    [Fact]
    public Task One_name_has_one_capacity() => Analysis.Expect(
        """
        public interface IModels
        {
            [CircuitBreaker("llm")] void A([CircuitKey] string key);
            [CircuitBreaker("llm")] void B([CircuitKey(Capacity = 5)] string key);
            [CircuitBreaker("llm")] void C([CircuitKey(Capacity = 5)] string key);
            [CircuitBreaker("llm")] void D([CircuitKey(Capacity = 6)] string key);
        }
        """,
        "A.cs(6,34) error ASPECT0014 at «D»: Circuit breaker 'llm' has Capacity = 5 on IModels.B(string) and Capacity = 6 on IModels.D(string): use the same in both, or two names");

    [Fact]
    public Task Half_typed_code_is_the_compilers_business() => Analysis.Expect(
        """
        public interface IModels
        {
            [CircuitBreaker("llm")] void A([CircuitKey] Missing key);
            [CircuitBreaker("llm2")] void B([CircuitKey] );
        }
        """,
        "A.cs(3,49) error CS0246",
        "A.cs(4,50) error CS1001",
        "A.cs(4,50) error CS1031");
}
