namespace Aspects.Compiler.Tests;

public sealed class SettingConflictTests
{
    [Fact]
    public Task The_same_value_or_another_setting_or_another_name_is_no_conflict() => Analysis.Expect(
        """
        [CircuitBreaker("auth", BreakSeconds = 10)]
        public interface IAuth
        {
            [CircuitBreaker("auth", BreakSeconds = 10.0)] void A();
            [CircuitBreaker("auth", SuccessThreshold = 3)] void B();
            [CircuitBreaker("auth")] void C();
            [CircuitBreaker("auth2", BreakSeconds = 20)] void D();
        }
        """);

    [Fact]
    public Task Two_values_in_one_interface_conflict() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("auth", BreakSeconds = 10)] void A();
            [CircuitBreaker("Auth", SuccessThreshold = 1, BreakSeconds = 0.5)] void B(int x);
        }
        """,
        "A.cs(4,21) warning ASPECT0016 at «\"Auth\"»: The circuit breaker name has two spellings, 'auth' on IAuth.A() and 'Auth' on IAuth.B(int). Both name one circuit breaker, because names ignore case. Write 'auth', or choose a different name.",
        "A.cs(4,51) error ASPECT0004 at «BreakSeconds = 0.5»: Circuit breaker 'Auth' has two values of a setting, BreakSeconds = 10 on IAuth.A() and BreakSeconds = 0.5 on IAuth.B(int). Use one value, or remove one of them.");

    [Fact]
    public Task Each_later_value_is_compared_with_the_first_in_the_order_of_files() => Analysis.Expect(Compilations.Of(
        [
            ("z/A.cs", "public interface IZ { [CircuitBreaker(\"auth\", BreakSeconds = 1, MaxConcurrentProbes = 2)] void A(); }"),
            ("a/Z.cs", "public interface IA { [CircuitBreaker(\"auth\", BreakSeconds = 2)] void A(); }"),
            ("m/M.cs", "public interface IM { [CircuitBreaker(\"auth\", BreakSeconds = 2)] void A(); [CircuitBreaker(\"auth\", MaxConcurrentProbes = 3)] int B { get; } }"),
        ]),
        "z/A.cs(1,47) error ASPECT0004 at «BreakSeconds = 1»: Circuit breaker 'auth' has two values of a setting, BreakSeconds = 2 on IA.A() and BreakSeconds = 1 on IZ.A(). Use one value, or remove one of them.",
        "z/A.cs(1,65) error ASPECT0004 at «MaxConcurrentProbes = 2»: Circuit breaker 'auth' has two values of a setting, MaxConcurrentProbes = 3 on IM.B and MaxConcurrentProbes = 2 on IZ.A(). Use one value, or remove one of them.");

    [Fact]
    public Task Aliases_partial_types_nesting_and_accessors_are_recognized() => Analysis.Expect(Compilations.Of(
        """
        using CB = Aspects.CircuitBreakerAttribute;
        public partial class Outer<T> { public partial interface IAuth { [CB("auth", SuccessThreshold = 1)] void A(); } }
        """,
        """
        public partial class Outer<T> { public partial interface IAuth { int B { get; [CircuitBreaker("auth", SuccessThreshold = 2)] set; } } }
        """),
        "B.cs(1,103) error ASPECT0004 at «SuccessThreshold = 2»: Circuit breaker 'auth' has two values of a setting, SuccessThreshold = 1 on Outer<T>.IAuth.A() and SuccessThreshold = 2 on Outer<T>.IAuth.B.set. Use one value, or remove one of them.");

    [Fact]
    public Task Attributes_of_different_levels_may_differ() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(BreakSeconds = 1)]
        [CircuitBreaker("auth", BreakSeconds = 2)]
        public interface IAuth
        {
            [CircuitBreaker("auth", BreakSeconds = 3)] void A();
            void B();
        }
        """);

    [Fact]
    public Task Two_values_in_two_interfaces_conflict() => Analysis.Expect(
        """
        [CircuitBreaker("auth", Mode = CircuitMode.Monitor, HonorRetryAfter = false)] public interface IAuth { void A(); }
        [CircuitBreaker("auth", Mode = CircuitMode.Disabled, HonorRetryAfter = true)] public interface IOther { void A(); }
        """,
        "A.cs(2,25) error ASPECT0004 at «Mode = CircuitMode.Disabled»: Circuit breaker 'auth' has two values of a setting, Mode = CircuitMode.Monitor on IAuth and Mode = CircuitMode.Disabled on IOther. Use one value, or remove one of them.",
        "A.cs(2,54) error ASPECT0004 at «HonorRetryAfter = true»: Circuit breaker 'auth' has two values of a setting, HonorRetryAfter = false on IAuth and HonorRetryAfter = true on IOther. Use one value, or remove one of them.");

    [Fact]
    public Task An_inherited_attribute_does_not_conflict_with_itself() => Analysis.Expect(
        """
        public interface IAuth<T> { [CircuitBreaker("auth", BreakSeconds = 1)] T A(); }
        public interface IDerived : IAuth<int>, IOther;
        public interface IOther : IAuth<string>;
        """);

    [Fact]
    public Task Values_out_of_range_and_unfinished_values_are_not_compared() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("auth", BreakSeconds = 1, SuccessThreshold = 1)] void A();
            [CircuitBreaker("auth", BreakSeconds = 0)] void B();
            [CircuitBreaker("auth", BreakSeconds = "x")] void C();
            [CircuitBreaker(BreakSeconds = 2)] void D();
            [CircuitBreaker("auth", SuccessThreshold = )] void E();
        }
        """,
        "A.cs(4,29) error ASPECT0002 at «BreakSeconds = 0»: The setting BreakSeconds = 0 on IAuth.B() is out of range. Use a number from 0.001 to 922337203685, or remove the setting to get its default.",
        "A.cs(5,44) error CS0029",
        "A.cs(6,6) error CS7036",
        "A.cs(7,48) error CS1525");

    [Fact]
    public Task Settings_of_another_assembly_are_not_compared()
    {
        var library = Compilations.Of(
            [("L.cs", "public interface IBase { [CircuitBreaker(\"auth\", BreakSeconds = 1)] void A(); }")], assemblyName: "Library");
        return Analysis.Expect(Compilations.Of("public interface IAuth : IBase { [CircuitBreaker(\"auth\", BreakSeconds = 2)] void B(); }").Referencing(library));
    }

    [Fact]
    public Task An_attribute_that_guards_no_member_has_no_conflict() => Analysis.Expect(
        """
        public interface IAuth
        {
            [CircuitBreaker("auth", BreakSeconds = 1)] void A();
        }
        public class Auth : IAuth
        {
            [CircuitBreaker("auth", BreakSeconds = 2)] public void A() { }
        }
        """,
        "A.cs(7,6) error ASPECT0005 at «CircuitBreaker(\"auth\", BreakSeconds = 2)»: No proxy guards Auth.A(), because Auth is not an interface. Move [CircuitBreaker] to IAuth.A().");

    [Fact]
    public Task Lists_of_exceptions_and_classifiers_are_settings_too() => Analysis.Expect(
        """
        [CircuitBreaker("a", Handle = [typeof(TimeoutException), typeof(ArgumentException)], Classifier = typeof(One))] public interface IAuth { void A(); }
        [CircuitBreaker("a", Handle = [typeof(ArgumentException), typeof(TimeoutException)], Classifier = typeof(Other))] public interface ISame { void A(); }
        [CircuitBreaker("a", Handle = [typeof(TimeoutException)])] public interface IOther { [CircuitBreaker("a", Handle = new Type[0])] void A(); }
        public class One : IOutcomeClassifier { public static CircuitOutcome Classify(Exception exception) => default; }
        public class Other : IOutcomeClassifier { public static CircuitOutcome Classify(Exception exception) => default; }
        """,
        "A.cs(2,86) error ASPECT0004 at «Classifier = typeof(Other)»: Circuit breaker 'a' has two values of a setting, Classifier = One on IAuth and Classifier = Other on ISame. Use one value, or remove one of them.",
        "A.cs(3,22) error ASPECT0004 at «Handle = [typeof(TimeoutException)]»: Circuit breaker 'a' has two values of a setting, Handle = [System.ArgumentException, System.TimeoutException] on IAuth and Handle = [System.TimeoutException] on IOther. Use one value, or remove one of them.");

    [Fact]
    public Task Assembly_attributes_count_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor<IDisposable>("a", ConsecutiveFailures = 3, Members = ["Dispose"])]
        [assembly: CircuitBreakerDefaults(ConsecutiveFailures = 9)]
        [CircuitBreaker("a", ConsecutiveFailures = 4)] public interface IAuth { void A(); }
        """,
        "A.cs(3,22) error ASPECT0004 at «ConsecutiveFailures = 4»: Circuit breaker 'a' has two values of a setting, ConsecutiveFailures = 3 on the assembly for System.IDisposable and ConsecutiveFailures = 4 on IAuth. Use one value, or remove one of them.");
}
