namespace Aspects.CodeFixes.Tests;

/// <summary>Attributes that go to a member of an interface which is implemented, and what they need there.</summary>
public sealed class MovedAttributeTests
{
    [Fact]
    public Task A_constant_that_only_the_class_can_see_goes_by_its_value_and_another_by_its_name() => Move(
        """
        public interface IAuth { void A(); }
        public class Auth : IAuth
        {
            private const string Name = "a\"b";
            private const double Never = double.PositiveInfinity;
            private const CircuitMode Mode = CircuitMode.Monitor;
            internal const int Few = 3;
            [CircuitBreaker(Name, Mode = Mode, ConsecutiveFailures = Few, FailureRatio = 1 - 0.5, Jitter = int.MinValue * 0)]
            public void A() { _ = Never; }
        }
        """,
        """
        public interface IAuth { [CircuitBreaker("a\"b", Mode = CircuitMode.Monitor, ConsecutiveFailures = Auth.Few, FailureRatio = 1 - 0.5, Jitter = int.MinValue * 0)] void A(); }
        public class Auth : IAuth
        {
            private const string Name = "a\"b";
            private const double Never = double.PositiveInfinity;
            private const CircuitMode Mode = CircuitMode.Monitor;
            internal const int Few = 3;
            public void A() { _ = Never; }
        }
        """);

    [Fact]
    public Task Types_are_named_as_the_other_file_knows_them() => Move(
        [
            """
            using System.Text;
            using Guarded = Aspects.CircuitBreakerAttribute;
            using Missing = System.Collections.Generic.KeyNotFoundException;
            public class Auth : IAuth
            {
                public class Failed : Exception { }
                [Guarded("a", Handle = [typeof(DecoderFallbackException), typeof(IOException), typeof(Failed)], Ignore = new Type[] { typeof(Missing) })]
                public void A() { }
            }
            """,
            "public interface IAuth { void A(); }",
        ],
        [
            """
            using System.Text;
            using Guarded = Aspects.CircuitBreakerAttribute;
            using Missing = System.Collections.Generic.KeyNotFoundException;
            public class Auth : IAuth
            {
                public class Failed : Exception { }
                public void A() { }
            }
            """,
            "public interface IAuth { [CircuitBreaker(\"a\", Handle = [typeof(System.Text.DecoderFallbackException), typeof(IOException), typeof(Auth.Failed)], Ignore = new Type[] { typeof(KeyNotFoundException) })] void A(); }",
        ]);

    [Fact]
    public Task The_method_that_answers_comes_along() => Move(
        """
        public interface IAuth
        {
            Task<int> A(int user);
        }

        public class Auth : IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(Guest))]
            public Task<int> A(int user) => Task.FromResult(user);

            // Answers.
            private async Task<int> Guest(int user) => await A(user);
        }
        """,
        """
        public interface IAuth
        {
            [CircuitBreaker("a", Fallback = nameof(Guest))]
            Task<int> A(int user);

            Task<int> Guest(int user);
        }

        public class Auth : IAuth
        {
            public Task<int> A(int user) => Task.FromResult(user);

            // Answers.
            public async Task<int> Guest(int user) => await A(user);
        }
        """,
        "ASPECT0021 at «A(user)»");

    [Fact]
    public Task Keys_come_along() => Fix.Applies<MisplacedFix>(
        "Move [CircuitBreaker] to IChat.Ask",
        """
        public interface IChat { void Ask(
            [System.Diagnostics.CodeAnalysis.AllowNull] string model); }
        public class Chat : IChat
        {
            [CircuitBreaker("llm")] public void Ask([CircuitKey] [System.Diagnostics.CodeAnalysis.AllowNull] string model) { }
        }
        """,
        """
        public interface IChat { [CircuitBreaker("llm")] void Ask(
            [CircuitKey] [System.Diagnostics.CodeAnalysis.AllowNull] string model); }
        public class Chat : IChat
        {
            public void Ask([System.Diagnostics.CodeAnalysis.AllowNull] string model) { }
        }
        """);

    [Fact]
    public Task What_overrides_an_implementation_is_one() => Move(
        """
        public interface IAuth { int A { get; } }
        public class Base : IAuth { public virtual int A => 1; }
        public class Auth : Base { [CircuitBreaker("a")] public override int A => 2; }
        """,
        """
        public interface IAuth { [CircuitBreaker("a")] int A { get; } }
        public class Base : IAuth { public virtual int A => 1; }
        public class Auth : Base { public override int A => 2; }
        """);

    [Fact]
    public Task It_stays_in_the_interface_where_it_is_there() => Move(
        """
        public interface IAuth { void A(); void Guest(); }
        public class Auth : IAuth { [CircuitBreaker("a", Fallback = nameof(Guest))] public void A() { } public void Guest() { } }
        """,
        """
        public interface IAuth { [CircuitBreaker("a", Fallback = nameof(Guest))] void A(); void Guest(); }
        public class Auth : IAuth { public void A() { } public void Guest() { } }
        """);

    [Theory]
    [InlineData("[CircuitBreaker(\"a\")] void A();")]
    [InlineData("[NoCircuitBreaker] void A();")]
    public Task A_member_that_says_so_itself_gets_no_other_attribute(string member) => Fix.Offers<MisplacedFix>(
        $$"""
        public class Auth : IAuth { [CircuitBreaker("b")] public void A() { } }
        public interface IAuth { {{member}} }
        """,
        "Remove [CircuitBreaker]");

    [Fact]
    public Task The_library_is_imported_below_what_is_said_about_the_file() => Move(
        [
            """
            using Aspects;
            public class Auth : IAuth { [CircuitBreaker("a")] public void A() { } }
            """,
            "// Licensed to all.\r\n\r\n/// <summary>Logs in.</summary>\r\npublic interface IAuth { void A(); }\r\n",
        ],
        [
            """
            using Aspects;
            public class Auth : IAuth { public void A() { } }
            """,
            "// Licensed to all.\r\n\r\nusing Aspects;\r\n\r\n/// <summary>Logs in.</summary>\r\npublic interface IAuth { [CircuitBreaker(\"a\")] void A(); }\r\n",
        ]);

    [Fact]
    public Task So_it_is_above_a_namespace() => Move(
        [
            """
            using Aspects;
            public class Auth : Shop.IAuth { [CircuitBreaker("a")] public void A() { } }
            """,
            """
            // Licensed to all.
            namespace Shop;

            public interface IAuth { void A(); }
            """,
        ],
        [
            """
            using Aspects;
            public class Auth : Shop.IAuth { public void A() { } }
            """,
            """
            // Licensed to all.
            using Aspects;

            namespace Shop;

            public interface IAuth { [CircuitBreaker("a")] void A(); }
            """,
        ]);

    [Fact]
    public Task Lines_end_as_in_the_file_that_it_comes_to() => Move(
        [
            "public class Auth : IAuth\n{\n    [CircuitBreaker(\"a\",\n        Jitter = 0)]\n    public void A() => B?.Invoke(); public event Action? B;\n}\n",
            "public interface IAuth\r\n{\r\n    event Action? B; void A();\r\n}\r\npublic partial class Other { }\r\n",
        ],
        [
            "public class Auth : IAuth\n{\n    public void A() => B?.Invoke(); public event Action? B;\n}\n",
            "public interface IAuth\r\n{\r\n    event Action? B; [CircuitBreaker(\"a\",\r\n        Jitter = 0)] void A();\r\n}\r\npublic partial class Other { }\r\n",
        ]);

    private static Task Move(string before, string after, params string[] left) => Move([before], [after], left);

    private static Task Move(string[] before, string[] after, params string[] left) => Fix.Applies<MisplacedFix>("Move [CircuitBreaker] to IAuth.A", before, after, left);
}
