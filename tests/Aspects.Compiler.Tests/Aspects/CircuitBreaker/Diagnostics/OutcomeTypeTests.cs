namespace Aspects.Compiler.Tests;

public sealed class OutcomeTypeTests
{
    [Fact]
    public Task Exceptions_in_either_list_and_both_kinds_of_classifiers_are_allowed() => Analysis.Expect(
        """
        [CircuitBreaker("a", Handle = [typeof(Exception), typeof(TimeoutException)], Ignore = [typeof(ArgumentException)], Classifier = typeof(Plain))]
        public interface IAuth { [CircuitBreaker("b", Classifier = typeof(OfNumbers), Handle = new Type[0])] int A(); }
        public class Plain : IOutcomeClassifier { public static CircuitOutcome Classify(Exception exception) => default; }
        public struct OfNumbers : IOutcomeClassifier<int>
        {
            public static CircuitOutcome Classify(Exception exception) => default;
            public static CircuitOutcome Classify(int result) => default;
        }
        """);

    [Fact]
    public Task A_type_that_is_no_exception_is_reported() => Analysis.Expect(
        """
        [CircuitBreaker("a", Handle = [typeof(string), typeof(int[]), typeof(IDisposable)], Ignore = [typeof(Own<>)])]
        public interface IAuth { void A(); }
        public class Own<T> : Exception;
        """,
        "A.cs(1,22) error ASPECT0009 at «Handle = [typeof(string), typeof(int[]), typeof(IDisposable)]»: The type System.IDisposable cannot classify outcomes in Handle on IAuth, because it is not a class. Use a class that derives from System.Exception.",
        "A.cs(1,22) error ASPECT0009 at «Handle = [typeof(string), typeof(int[]), typeof(IDisposable)]»: The type int[] cannot classify outcomes in Handle on IAuth, because it is not a class. Use a class that derives from System.Exception.",
        "A.cs(1,22) error ASPECT0009 at «Handle = [typeof(string), typeof(int[]), typeof(IDisposable)]»: The type string cannot classify outcomes in Handle on IAuth, because it does not derive from System.Exception. Use an exception type.",
        "A.cs(1,85) error ASPECT0009 at «Ignore = [typeof(Own<>)]»: The type Own<> cannot classify outcomes in Ignore on IAuth, because its type arguments are missing. Write them.");

    [Fact]
    public Task A_type_in_both_lists_is_reported() => Analysis.Expect(
        """
        public interface IAuth { [CircuitBreaker("a", Handle = [typeof(TimeoutException)], Ignore = [typeof(TimeoutException)])] void A(); }
        """,
        "A.cs(1,84) error ASPECT0009 at «Ignore = [typeof(TimeoutException)]»: The type System.TimeoutException cannot classify outcomes in Ignore on IAuth.A(), because it is in Handle too. Remove it from one of the lists.");

    [Fact]
    public Task An_inaccessible_type_is_reported() => Analysis.Expect(
        """
        public class Outer
        {
            private class Hidden : Exception, IOutcomeClassifier { public static CircuitOutcome Classify(Exception exception) => default; }
            [CircuitBreaker("a", Handle = [typeof(Hidden)], Classifier = typeof(Hidden))] public interface IAuth { void A(); }
        }
        file class OfFile : Exception;
        [CircuitBreaker("b", Ignore = [typeof(OfFile)])] public interface IOther { void A(); }
        """,
        "A.cs(4,26) error ASPECT0009 at «Handle = [typeof(Hidden)]»: The type Outer.Hidden cannot classify outcomes in Handle on Outer.IAuth, because it is not accessible to the proxy. Make it internal or public.",
        "A.cs(4,53) error ASPECT0009 at «Classifier = typeof(Hidden)»: The type Outer.Hidden cannot classify outcomes in Classifier on Outer.IAuth, because it is not accessible to the proxy. Make it internal or public.",
        "A.cs(7,22) error ASPECT0009 at «Ignore = [typeof(OfFile)]»: The type OfFile cannot classify outcomes in Ignore on IOther, because it is not accessible to the proxy. Make it internal or public.");

    [Fact]
    public Task A_classifier_implements_the_interface_and_can_be_a_type_argument() => Analysis.Expect(
        """
        [assembly: CircuitBreakerDefaults(Classifier = typeof(Missing))]
        [assembly: CircuitBreakerFor<IFormatProvider>("formats", Classifier = typeof(Shared))]
        public static class Shared;
        """,
        "A.cs(1,55) error CS0246",
        "A.cs(2,58) error ASPECT0009 at «Classifier = typeof(Shared)»: The type Shared cannot classify outcomes in Classifier on the assembly for System.IFormatProvider, because a static class cannot be a type argument. Use a class with instances.");

    [Fact]
    public Task A_classifier_that_cannot_be_a_type_argument_or_has_inaccessible_results_is_reported() => Analysis.Expect(
        """
        [CircuitBreaker("a", Classifier = typeof(Judge))] public interface IAuth { int A(); }
        public ref struct Judge : IOutcomeClassifier { public static CircuitOutcome Classify(Exception exception) => default; }
        [CircuitBreaker("b", Classifier = typeof(int[]))] public interface IOther { int A(); }
        [CircuitBreaker("c", Classifier = typeof(OfHidden))] public interface IThird { int A(); }
        public class OfHidden : IOutcomeClassifier<OfHidden.Hidden>
        {
            private class Hidden;
            static CircuitOutcome IOutcomeClassifier.Classify(Exception exception) => default;
            static CircuitOutcome IOutcomeClassifier<Hidden>.Classify(Hidden result) => default;
        }
        """,
        "A.cs(1,22) error ASPECT0009 at «Classifier = typeof(Judge)»: The type Judge cannot classify outcomes in Classifier on IAuth, because a ref struct cannot be a type argument. Use a class or a struct.",
        "A.cs(3,22) error ASPECT0009 at «Classifier = typeof(int[])»: The type int[] cannot classify outcomes in Classifier on IOther, because it is neither a class nor a struct. Use one of them.",
        "A.cs(4,22) error ASPECT0009 at «Classifier = typeof(OfHidden)»: The type OfHidden cannot classify outcomes in Classifier on IThird, because it classifies results of type OfHidden.Hidden, which is not accessible to the proxy. Make that type internal or public.");
}
