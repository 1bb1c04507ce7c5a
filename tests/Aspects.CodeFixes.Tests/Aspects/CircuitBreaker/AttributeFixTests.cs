namespace Aspects.CodeFixes.Tests;

/// <summary>Fixes that remove or add an attribute.</summary>
public sealed class AttributeFixTests
{
    [Fact]
    public Task An_opt_out_is_removed_and_comments_and_lines_stay() => Fix.Applies<RemoveAttributeFix>(
        "Remove [NoCircuitBreaker]",
        """
        public interface IAuth
        {
            [CircuitBreaker("a")]
            void A();

            /// <summary>Not guarded.</summary>
            [NoCircuitBreaker]
            [Obsolete]
            void B(); // why
        }
        """,
        """
        public interface IAuth
        {
            [CircuitBreaker("a")]
            void A();

            /// <summary>Not guarded.</summary>
            [Obsolete]
            void B(); // why
        }
        """);

    [Fact]
    public Task All_opt_outs_without_effect_are_removed_at_once() => Fix.AppliesToAll<RemoveAttributeFix>(
        "Remove [NoCircuitBreaker]",
        [
            """
            public interface IAuth
            {
                [NoCircuitBreaker] void A();
                [Obsolete, NoCircuitBreaker] void B();
            }
            """,
            """
            public class Other
            {
                [Obsolete]
                [NoCircuitBreaker]
                public int C => 1;
            }
            """,
        ],
        [
            """
            public interface IAuth
            {
                void A();
                [Obsolete] void B();
            }
            """,
            """
            public class Other
            {
                [Obsolete]
                public int C => 1;
            }
            """,
        ]);

    [Theory]
    [InlineData("public class Auth { [CircuitBreaker(\"a\")] static void A() { } }", "public class Auth { static void A() { } }")]
    [InlineData("public class Auth { public int A { [CircuitBreaker(\"a\")] get; } }", "public class Auth { public int A { get; } }")]
    [InlineData("public class Auth { public void A() { [CircuitBreaker(\"a\")] void Local() { } Local(); } }", "public class Auth { public void A() { void Local() { } Local(); } }")]
    [InlineData("public class Auth { public Action A = [CircuitBreaker(\"a\")] () => { }; }", "public class Auth { public Action A = () => { }; }")]
    [InlineData("public interface IAuth { [CircuitBreaker(\"a\")] static void A() { } }", "public interface IAuth { static void A() { } }")]
    public Task A_misplaced_attribute_is_removed(string before, string after) => Fix.Applies<RemoveAttributeFix>("Remove [CircuitBreaker]", before, after);

    [Theory]
    [InlineData("Remove [NoCircuitBreaker]", "[CircuitBreaker(\"a\")] void A();")]
    [InlineData("Remove [CircuitBreaker]", "[NoCircuitBreaker] void A();")]
    public Task One_of_an_attribute_and_its_opt_out_is_removed(string title, string after) => Fix.Applies<OptOutConflictFix>(
        title,
        """[CircuitBreaker("all")] public interface IAuth { [CircuitBreaker("a"), NoCircuitBreaker] void A(); }""",
        $$"""[CircuitBreaker("all")] public interface IAuth { {{after}} }""");

    [Fact]
    public Task An_alias_of_the_attribute_is_found_too() => Fix.Applies<OptOutConflictFix>(
        "Remove [CircuitBreaker]",
        """
        using Guarded = Aspects.CircuitBreakerAttribute;
        [CircuitBreaker("all")] public interface IAuth { [Guarded("a")] [NoCircuitBreaker] void A(); }
        """,
        """
        using Guarded = Aspects.CircuitBreakerAttribute;
        [CircuitBreaker("all")] public interface IAuth { [NoCircuitBreaker] void A(); }
        """);

    [Fact]
    public Task An_unusable_key_is_removed() => Fix.Applies<RemoveAttributeFix>(
        "Remove [CircuitKey]",
        """public interface IAuth { [CircuitBreaker("a")] void A(int first, [CircuitKey] int? second); }""",
        """public interface IAuth { [CircuitBreaker("a")] void A(int first, int? second); }""");

    [Fact]
    public Task A_member_with_a_deferred_result_gets_an_opt_out() => Fix.Applies<DeferredResultFix>(
        "Add [NoCircuitBreaker]",
        """
        [CircuitBreaker("files")]
        public interface IFiles
        {
            /// <summary>Reads.</summary>
            [Obsolete]
            Stream Open(string path);
        }
        """,
        """
        [CircuitBreaker("files")]
        public interface IFiles
        {
            /// <summary>Reads.</summary>
            [NoCircuitBreaker]
            [Obsolete]
            Stream Open(string path);
        }
        """);

    [Fact]
    public Task An_attribute_that_is_added_within_a_line_stays_in_it() => Fix.Applies<DeferredResultFix>(
        "Add [NoCircuitBreaker]",
        "[CircuitBreaker(\"files\")]\r\npublic interface IFiles { Stream Open(string path); }\r\n",
        "[CircuitBreaker(\"files\")]\r\npublic interface IFiles { [NoCircuitBreaker] Stream Open(string path); }\r\n");

    [Fact]
    public Task An_added_attribute_has_its_namespace_where_no_using_imports_the_library() => Fix.Applies<DeferredResultFix>(
        "Add [NoCircuitBreaker]",
        [
            "using Aspects;\npublic interface IOther;",
            """[Aspects.CircuitBreaker("files")] public interface IFiles { Stream Open(string path); }""",
        ],
        [
            "using Aspects;\npublic interface IOther;",
            """[Aspects.CircuitBreaker("files")] public interface IFiles { [Aspects.NoCircuitBreaker] Stream Open(string path); }""",
        ]);

    [Fact]
    public Task A_member_with_its_own_attribute_gets_no_opt_out() => Fix.Offers<DeferredResultFix>(
        """public interface IFiles { [CircuitBreaker("files")] Stream Open(string path); }""");

    [Theory]
    [InlineData("[NoCircuitBreaker]\n    #if true\n    void A();\n#else\n    int A();\n#endif", "#if true\n    void A();\n#else\n    int A();\n#endif")]
    [InlineData("[NoCircuitBreaker]\n    #region Calls\n    void A();\n    #endregion", "#region Calls\n    void A();\n    #endregion")]
    [InlineData("[NoCircuitBreaker]\n    #pragma warning disable CS0618\n    void A();", "#pragma warning disable CS0618\n    void A();")]
    [InlineData("[NoCircuitBreaker]\n    // Calls.\n    void A();", "// Calls.\n    void A();")]
    [InlineData("[NoCircuitBreaker] // why\n    void A();", "// why\n    void A();")]
    [InlineData("// Above.\n    [NoCircuitBreaker] /* why */ void A();", "// Above.\n    /* why */ void A();")]
    [InlineData("[Obsolete] // old\n    [NoCircuitBreaker] // why\n    void A();", "[Obsolete] // old\n    // why\n    void A();")]
    [InlineData("[Obsolete] [NoCircuitBreaker] // why\n    void A();", "[Obsolete] // why\n    void A();")]
    [InlineData("[Obsolete, // old\n    NoCircuitBreaker]\n    void A();", "[Obsolete // old\n    ]\n    void A();")]
    [InlineData("[NoCircuitBreaker,\n    // old\n    Obsolete]\n    void A();", "[\n    // old\n    Obsolete]\n    void A();")]
    [InlineData("[NoCircuitBreaker]\n\n    void A();", "void A();")]
    public Task Comments_and_directives_around_an_attribute_stay(string before, string after) => Fix.Applies<RemoveAttributeFix>(
        "Remove [NoCircuitBreaker]", Interface(before), Interface(after));

    private static string Interface(string member) => $"public interface IAuth\n{{\n    {member}\n}}\n";

    [Fact]
    public Task A_directive_after_a_removed_attribute_starts_a_line() => Fix.Applies<RemoveAttributeFix>(
        "Remove [NoCircuitBreaker]",
        "public interface IAuth { [NoCircuitBreaker]\n#if true\n    void A();\n#endif\n}",
        "public interface IAuth { \n#if true\n    void A();\n#endif\n}");
}
