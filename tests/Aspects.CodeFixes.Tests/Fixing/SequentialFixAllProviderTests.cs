using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes.Tests;

/// <summary>How far a fix reaches that is applied to all.</summary>
public sealed class SequentialFixAllProviderTests
{
    private const string Before = """public interface I{0} {{ [NoCircuitBreaker] void A(); [NoCircuitBreaker] void B(); }}""";
    private const string After = """public interface I{0} {{ void A(); void B(); }}""";

    [Fact]
    public Task In_a_document_the_others_stay_as_they_are() => Fix.AppliesToAll<RemoveAttributeFix>(
        FixAllScope.Document,
        "Remove [NoCircuitBreaker]",
        [Text(Before, 1), Text(Before, 2)],
        [Text(After, 1), Text(Before, 2)],
        "ASPECT0008 at «NoCircuitBreaker»",
        "ASPECT0008 at «NoCircuitBreaker»");

    [Fact]
    public Task In_a_solution_none_is_left() => Fix.AppliesToAll<RemoveAttributeFix>(
        FixAllScope.Solution,
        "Remove [NoCircuitBreaker]",
        [Text(Before, 1), Text(Before, 2)],
        [Text(After, 1), Text(After, 2)]);

    private static string Text(string format, int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number);
}
