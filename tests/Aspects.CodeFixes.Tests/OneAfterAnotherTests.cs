using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes.Tests;

/// <summary>How far a fix reaches that is applied to all.</summary>
public sealed class OneAfterAnotherTests
{
    private const string Before = """public interface I{0} {{ [NoCircuitBreaker] void A(); [NoCircuitBreaker] void B(); }}""";
    private const string After = """public interface I{0} {{ void A(); void B(); }}""";

    [Fact]
    public Task In_a_document_the_others_stay_as_they_are() => Fix.AppliesToAll<NothingToLeaveOutFix>(
        FixAllScope.Document,
        "Remove [NoCircuitBreaker]",
        [Text(Before, 1), Text(Before, 2)],
        [Text(After, 1), Text(Before, 2)],
        "ASPECT0008 at «NoCircuitBreaker»",
        "ASPECT0008 at «NoCircuitBreaker»");

    [Fact]
    public Task In_a_solution_none_is_left() => Fix.AppliesToAll<NothingToLeaveOutFix>(
        FixAllScope.Solution,
        "Remove [NoCircuitBreaker]",
        [Text(Before, 1), Text(Before, 2)],
        [Text(After, 1), Text(After, 2)]);

    [Fact]
    public Task What_moves_to_one_place_from_several_finds_it_taken() => Fix.AppliesToAll<MisplacedFix>(
        "Move [CircuitBreaker] to IAuth.A",
        [
            "public interface IAuth { void A(); }",
            "public class First : IAuth { [CircuitBreaker(\"a\")] public void A() { } }",
            "public class Second : IAuth { [CircuitBreaker(\"b\")] public void A() { } }",
        ],
        [
            "public interface IAuth { [CircuitBreaker(\"a\")] void A(); }",
            "public class First : IAuth { public void A() { } }",
            "public class Second : IAuth { [CircuitBreaker(\"b\")] public void A() { } }",
        ],
        "ASPECT0005 at «CircuitBreaker(\"b\")»");

    [Fact]
    public Task What_would_need_another_fix_is_left_to_it() => Fix.AppliesToAll<MisplacedFix>(
        "Extract IAuth with A",
        [
            "public partial class Auth { [CircuitBreaker(\"a\")] public void A() { } }",
            "public partial class Auth { [CircuitBreaker(\"b\")] public void B() { } }",
        ],
        [
            """
            public interface IAuth
            {
                [CircuitBreaker("a")]
                void A();
            }

            public partial class Auth : IAuth { public void A() { } }
            """,
            "public partial class Auth { [CircuitBreaker(\"b\")] public void B() { } }",
        ],
        "ASPECT0005 at «CircuitBreaker(\"b\")»");

    private static string Text(string format, int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number);
}
