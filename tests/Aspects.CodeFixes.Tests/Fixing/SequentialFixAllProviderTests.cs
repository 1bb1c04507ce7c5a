using Microsoft.CodeAnalysis.CodeFixes;

namespace Aspects.CodeFixes.Tests;

/// <summary>The scopes of "Fix all".</summary>
public sealed class SequentialFixAllProviderTests
{
    private const string Before = """public interface I{0} {{ [NoCircuitBreaker] void A(); [NoCircuitBreaker] void B(); }}""";
    private const string After = """public interface I{0} {{ void A(); void B(); }}""";

    [Fact]
    public Task Fix_all_in_a_document_leaves_other_documents() => Fix.AppliesToAll<RemoveAttributeFix>(
        FixAllScope.Document,
        "Remove [NoCircuitBreaker]",
        [Text(Before, 1), Text(Before, 2)],
        [Text(After, 1), Text(Before, 2)],
        "ASPECT0008 at «NoCircuitBreaker»",
        "ASPECT0008 at «NoCircuitBreaker»");

    [Fact]
    public Task Fix_all_in_a_solution_fixes_all_documents() => Fix.AppliesToAll<RemoveAttributeFix>(
        FixAllScope.Solution,
        "Remove [NoCircuitBreaker]",
        [Text(Before, 1), Text(Before, 2)],
        [Text(After, 1), Text(After, 2)]);

    private static string Text(string format, int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number);
}
