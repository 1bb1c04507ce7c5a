namespace Aspects.Compiler.Tests;

public sealed class CircuitKeyTests
{
    [Fact]
    public Task Ordinary_parameters_of_guarded_members_can_be_keys() => Analysis.Expect(
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
    public Task A_value_that_cannot_be_stored_is_reported() => Analysis.Expect(
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
        "A.cs(3,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels<T>.A(out int) cannot be a circuit key, because an out parameter has no value before the call. Mark a parameter that has one.",
        "A.cs(4,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels<T>.B(System.ReadOnlySpan<char>) cannot be a circuit key, because a value of type System.ReadOnlySpan<char> cannot be stored. Mark a parameter of an ordinary type.",
        "A.cs(5,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels<T>.C(int?) cannot be a circuit key, because its value may be null, and a key cannot be null. Use the type int.",
        "A.cs(6,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels<T>.D(dynamic) cannot be a circuit key, because its type is dynamic. Use the type of its values.",
        "A.cs(7,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels<T>.E(T) cannot be a circuit key, because its type T depends on type parameters, and one circuit breaker has keys of one type. Mark a parameter of a type without type parameters.",
        "A.cs(8,38) error ASPECT0013 at «CircuitKey»: The parameter key of IModels<T>.F<U>(System.Collections.Generic.List<U[]>) cannot be a circuit key, because its type System.Collections.Generic.List<U[]> depends on type parameters, and one circuit breaker has keys of one type. Mark a parameter of a type without type parameters.");

    [Fact]
    public Task A_value_that_differs_in_each_call_or_may_be_null_is_reported() => Analysis.Expect(
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
        "A.cs(3,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels.A(System.Threading.CancellationToken) cannot be a circuit key, because each call can have its own CancellationToken. Mark the parameter that identifies the target of the call.",
        "A.cs(4,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels.B(byte[]) cannot be a circuit key, because two arrays are never equal, so that each call would have its own circuit breaker. Mark a parameter with value equality, such as a string.",
        "A.cs(5,35) error ASPECT0013 at «CircuitKey»: The parameter key of IModels.C(string?) cannot be a circuit key, because its value may be null, and a key cannot be null. Use the type string.");

    [Fact]
    public Task A_key_of_a_lambda_or_local_function_is_reported() => Analysis.Expect(
        """
        public class Models
        {
            public void A() { void F([CircuitKey] string inner) { } F(""); Func<string, int> g = ([CircuitKey] string key) => 1; g(""); }
        }
        """,
        "A.cs(3,31) error ASPECT0013 at «CircuitKey»: The parameter inner of F(string) cannot be a circuit key, because no proxy implements the member. Mark the parameter of the interface member.",
        "A.cs(3,92) error ASPECT0013 at «CircuitKey»: The parameter key of lambda expression cannot be a circuit key, because no proxy implements the member. Mark the parameter of the interface member.");

    [Fact]
    public Task One_method_has_one_key_and_a_capacity_has_a_range() => Analysis.Expect(
        """
        public interface IModels
        {
            [CircuitBreaker("a")] void A([CircuitKey] string key, [CircuitKey] string other);
            [CircuitBreaker("b")] void B([CircuitKey(Capacity = 0)] string key);
        }
        """,
        "A.cs(3,60) error ASPECT0013 at «CircuitKey»: The parameter other of IModels.A(string, string) cannot be a circuit key, because another parameter of the method has [CircuitKey]. Remove one, or pass both values in one parameter.",
        "A.cs(4,35) error ASPECT0013 at «CircuitKey(Capacity = 0)»: The parameter key of IModels.B(string) cannot be a circuit key, because its Capacity is 0. Use a number from 1 to 1000000.");

    [Fact]
    public Task A_key_of_an_unguarded_member_is_reported() => Analysis.Expect(
        """
        public interface IPlain { void A([CircuitKey] string key); }
        public interface IBase { void B([CircuitKey] string key); void C([CircuitKey] string key); }
        [CircuitBreaker("heir")] public interface IHeir : IBase { [NoCircuitBreaker] void D([CircuitKey] string key); }
        public class Models { public void E([CircuitKey] string key) { void F([CircuitKey] string inner) { } F(key); } }
        public interface IOfAssembly { void G([CircuitKey] string key); }
        public delegate void Called([CircuitKey] string key);
        """
        .Insert(0, "[assembly: CircuitBreakerFor<IOfAssembly>(\"assembly\")] "),
        "A.cs(1,90) error ASPECT0013 at «CircuitKey»: The parameter key of IPlain.A(string) cannot be a circuit key, because no circuit breaker guards the member. Add [CircuitBreaker(\"…\")], or remove [CircuitKey].",
        "A.cs(3,86) error ASPECT0013 at «CircuitKey»: The parameter key of IHeir.D(string) cannot be a circuit key, because no circuit breaker guards the member. Add [CircuitBreaker(\"…\")], or remove [CircuitKey].",
        "A.cs(4,38) error ASPECT0013 at «CircuitKey»: The parameter key of Models.E(string) cannot be a circuit key, because no proxy implements the member. Mark the parameter of the interface member.",
        "A.cs(4,72) error ASPECT0013 at «CircuitKey»: The parameter inner of F(string) cannot be a circuit key, because no proxy implements the member. Mark the parameter of the interface member.",
        "A.cs(6,30) error ASPECT0013 at «CircuitKey»: The parameter key of Called.Invoke(string) cannot be a circuit key, because no proxy implements the member. Mark the parameter of the interface member.");

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
        "A.cs(4,21) warning ASPECT0016 at «\"LLM\"»: The circuit breaker name has two spellings, 'llm' on IModels.A(string) and 'LLM' on IModels.B(). Both name one circuit breaker, because names ignore case. Write 'llm', or choose a different name.",
        "A.cs(4,34) error ASPECT0014 at «B»: Circuit breaker 'LLM' has two kinds of keys, a key of type string on IModels.A(string) and no key on IModels.B(). Use one kind of key, or two names.",
        "A.cs(6,33) error ASPECT0014 at «D»: Circuit breaker 'llm' has two kinds of keys, a key of type string on IModels.A(string) and no key on IModels.D. Use one kind of key, or two names.",
        "A.cs(8,56) error ASPECT0014 at «E»: Circuit breaker 'llm' has two kinds of keys, a key of type string on IModels.A(string) and a key of type int on IOther.E(int). Use one kind of key, or two names.");

    [Fact]
    public Task One_name_has_one_type_of_keys_in_interfaces_that_the_assembly_names_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IComparable>("llm")]
        [assembly: CircuitBreakerFor<IOwn>("llm")]
        public interface IModels { [CircuitBreaker("llm")] void A([CircuitKey] string key); }
        public interface IOwn { void B(); }
        """,
        "A.cs(3,57) error ASPECT0014 at «A»: Circuit breaker 'llm' has two kinds of keys, no key on System.IComparable.CompareTo(object?) and a key of type string on IModels.A(string). Use one kind of key, or two names.");

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
        "A.cs(6,34) error ASPECT0014 at «D»: Circuit breaker 'llm' has two kinds of keys, Capacity = 5 on IModels.B(string) and Capacity = 6 on IModels.D(string). Use one kind of key, or two names.");

    [Fact]
    public Task The_compiler_alone_reports_half_typed_code() => Analysis.Expect(
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
