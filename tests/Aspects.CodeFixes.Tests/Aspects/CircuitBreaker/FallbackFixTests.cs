namespace Aspects.CodeFixes.Tests;

/// <summary>ASPECT0015: fallback methods are added or changed.</summary>
public sealed class FallbackFixTests
{
    [Fact]
    public Task A_missing_fallback_is_added_with_the_right_signature() => Fix.Applies<FallbackFix>(
        "Add 'Task<string?> GuestAsync<T>(ref int user, List<T> more) where T : class'",
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = "GuestAsync")]
            Task<string?> LoginAsync<T>(ref int user, List<T> more) where T : class;

            void Other();
        }
        """,
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = "GuestAsync")]
            Task<string?> LoginAsync<T>(ref int user, List<T> more) where T : class;

            Task<string?> GuestAsync<T>(ref int user, List<T> more) where T : class;

            void Other();
        }
        """);

    [Fact]
    public Task A_fallback_has_the_constraints_at_the_end() => Fix.Applies<FallbackFix>(
        "Add 'Task<T?> Miss<T>(string key) where T : class'",
        """
        public interface ICache
        {
            [CircuitBreaker("c", Fallback = "Miss")]
            Task<T?> GetAsync<T>(string key) where T : class;
        }
        """,
        """
        public interface ICache
        {
            [CircuitBreaker("c", Fallback = "Miss")]
            Task<T?> GetAsync<T>(string key) where T : class;

            Task<T?> Miss<T>(string key) where T : class;
        }
        """);

    [Fact]
    public Task A_fallback_names_types_without_a_using_in_full() => Fix.Applies<FallbackFix>(
        "Add 'IPAddress Guest(Encoding encoding)'",
        """
        using System.Text;

        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = "Guest")]
            System.Net.IPAddress Login(Encoding encoding);
        }
        """,
        """
        using System.Text;

        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = "Guest")]
            System.Net.IPAddress Login(Encoding encoding);

            System.Net.IPAddress Guest(Encoding encoding);
        }
        """);

    [Fact]
    public Task A_fallback_with_pointers_is_unsafe() => Fix.Applies<FallbackFix>(
        "Add 'unsafe void Guest(int* user)'",
        """public interface IAuth { [CircuitBreaker("a", Fallback = "Guest")] unsafe void Login(int* user); }""",
        """public interface IAuth { [CircuitBreaker("a", Fallback = "Guest")] unsafe void Login(int* user); unsafe void Guest(int* user); }""");

    [Fact]
    public Task New_lines_have_the_line_breaks_of_the_file() => Fix.Applies<FallbackFix>(
        "Add 'void Guest()'",
        "public interface IAuth\r\n{\r\n    [CircuitBreaker(\"a\", Fallback = \"Guest\")]\r\n    void Login();\r\n}\r\n",
        "public interface IAuth\r\n{\r\n    [CircuitBreaker(\"a\", Fallback = \"Guest\")]\r\n    void Login();\r\n\r\n    void Guest();\r\n}\r\n");

    [Fact]
    public Task A_fallback_of_several_methods_is_added_once() => Fix.AppliesToAll<FallbackFix>(
        "Add 'void Guest(int user)'",
        [
            """
            public interface IAuth
            {
                [CircuitBreaker("a", Fallback = "Guest")]
                void Login(int user);
                [CircuitBreaker("a", Fallback = "Guest")]
                void Logout(int user);
            }
            """,
        ],
        [
            """
            public interface IAuth
            {
                [CircuitBreaker("a", Fallback = "Guest")]
                void Login(int user);

                void Guest(int user);
                [CircuitBreaker("a", Fallback = "Guest")]
                void Logout(int user);
            }
            """,
        ]);

    [Theory]
    [InlineData("Task Guest(int a); // why", "Task<int> Guest(int a); // why")]
    [InlineData("/// <summary>For guests.</summary>\n    [Obsolete] private Task<int> Guest(int b) { return Task.FromResult(b); }", "/// <summary>For guests.</summary>\n    [Obsolete] Task<int> Guest(int b) { return Task.FromResult(b); }")]
    [InlineData("private protected Task<int> Guest(ref int a, Exception e);", "Task<int> Guest(int a, Exception e);")]
    [InlineData("static string Guest(int a, Exception error)\n        => throw error;", "static Task<int> Guest(int a, Exception error)\n        => throw error;")]
    [InlineData("Task<int> Guest(string a, int b, int c);", "Task<int> Guest(int a);")]
    [InlineData("Task<T> Guest<T>(T a, Exception error) where T : class\n    {\n        throw error;\n    }", "Task<int> Guest(int a, Exception error)\n    {\n        throw error;\n    }")]
    [InlineData("Task<int> Guest();", "Task<int> Guest(int a);")]
    public Task A_fallback_with_another_signature_gets_the_right_one(string before, string after) => Fix.Applies<FallbackFix>(
        "Change Guest to 'Task<int> Guest(int a)'", Interface("Task<int> Login(int a);", before), Interface("Task<int> Login(int a);", after));

    [Fact]
    public Task Constraints_and_nullability_are_part_of_a_signature() => Fix.Applies<FallbackFix>(
        "Change Guest to 'T? Guest<T>(T a, List<string?> b) where T : class, new()'",
        Interface("T? Login<T>(T a, List<string?> b) where T : class, new();", "T Guest<U>([System.Diagnostics.CodeAnalysis.AllowNull] U key, List<string> names /* all */)\n        where U : class;"),
        Interface("T? Login<T>(T a, List<string?> b) where T : class, new();", "T? Guest<T>([System.Diagnostics.CodeAnalysis.AllowNull] T key, List<string?> names /* all */) where T : class, new();"));

    [Fact]
    public Task Constraints_that_are_right_stay_as_they_are_written() => Fix.Applies<FallbackFix>(
        "Change Guest to 'T Guest<T>(T a) where T : class'",
        Interface("T Login<T>(T a) where T : class;", "object Guest<T>(T a)\n        where T : class;"),
        Interface("T Login<T>(T a) where T : class;", "T Guest<T>(T a)\n        where T : class;"));

    [Fact]
    public Task A_fallback_of_another_method_stays_and_gets_an_overload() => Fix.AppliesToAll<FallbackFix>(
        "Change Guest to 'void Guest(int a)'",
        ["""public interface IAuth { void Guest(); [CircuitBreaker("a", Fallback = "Guest")] void A(int a); [CircuitBreaker("a", Fallback = "Guest")] void B(string b); }"""],
        ["""public interface IAuth { void Guest(int a); [CircuitBreaker("a", Fallback = "Guest")] void A(int a); [CircuitBreaker("a", Fallback = "Guest")] void B(string b); void Guest(string b); }"""]);

    [Fact]
    public Task A_fallback_of_another_method_that_allows_no_overload_stays() => Fix.Offers<FallbackFix>(
        """public interface IAuth { int Guest(); [CircuitBreaker("a", Fallback = "Guest")] int A(); [CircuitBreaker("a", Fallback = "Guest")] string B(); }""");

    [Theory]
    [InlineData("[CircuitBreaker(\"b\")] int Guest();")]
    [InlineData("int Guest(); int Guest(string b);")]
    public Task A_method_with_another_purpose_stays(string other) => Fix.Applies<FallbackFix>(
        "Add 'int Guest(int a)'",
        Interface("int Login(int a);", other),
        Interface("int Login(int a);\n\n    int Guest(int a);", other));

    [Fact]
    public Task A_fallback_in_another_file_is_changed_there() => Fix.Applies<FallbackFix>(
        "Change Guest to 'Encoding Guest()'",
        [
            """
            using System.Text;
            public interface IAuth : IGuests { [CircuitBreaker("a", Fallback = "Guest")] Encoding Login(); }
            """,
            "public interface IGuests { string Guest(); }",
        ],
        [
            """
            using System.Text;
            public interface IAuth : IGuests { [CircuitBreaker("a", Fallback = "Guest")] Encoding Login(); }
            """,
            "public interface IGuests { System.Text.Encoding Guest(); }",
        ]);

    [Theory]
    [InlineData("", "")]
    [InlineData("A b", "")]
    [InlineData("class", "")]
    [InlineData("1", "")]
    [InlineData("Login", "")]
    [InlineData("Guest", "int Guest { get; }")]
    [InlineData("Guest", "event Action Guest;")]
    [InlineData("Guest", "class Guest { }")]
    public Task A_name_that_no_new_method_can_have_has_no_fix(string name, string other) => Fix.Offers<FallbackFix>(
        $$"""public interface IAuth { [CircuitBreaker("a", Fallback = "{{name}}")] void Login(); {{other}} }""");

    private static string Interface(string guarded, string other) =>
        $"public interface IAuth\n{{\n    [CircuitBreaker(\"a\", Fallback = \"Guest\")]\n    {guarded}\n\n    {other}\n}}\n";
}
