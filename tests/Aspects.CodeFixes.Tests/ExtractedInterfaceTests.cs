namespace Aspects.CodeFixes.Tests;

/// <summary>Interfaces that are made of classes, or have members of them added.</summary>
public sealed class ExtractedInterfaceTests
{
    [Fact]
    public Task All_that_carry_the_attribute_are_extracted_together_with_what_answers_for_them() => Fix.AppliesToAll<MisplacedFix>(
        "Extract IAuth with A, B",
        [
            """
            public class Auth
            {
                private const string Name = "a";
                private const float Ratio = 0.5f;

                [CircuitBreaker(Name, Fallback = nameof(Guest))]
                public int A(Kind kind, float ratio = Ratio) => 1;

                [CircuitBreaker("b")]
                public unsafe void B(int* p) { }

                protected int Guest(Kind kind, float ratio) => 2;

                public enum Kind { None }
            }
            """,
        ],
        [
            """
            public interface IAuth
            {
                [CircuitBreaker("a", Fallback = nameof(Guest))]
                int A(Auth.Kind kind, float ratio = 0.5F);
                [CircuitBreaker("b")]
                unsafe void B(int* p);
                int Guest(Auth.Kind kind, float ratio);
            }

            public class Auth : IAuth
            {
                private const string Name = "a";
                private const float Ratio = 0.5f;

                public int A(Kind kind, float ratio = Ratio) => 1;

                public unsafe void B(int* p) { }

                public int Guest(Kind kind, float ratio) => 2;

                public enum Kind { None }
            }
            """,
        ]);

    [Fact]
    public Task Every_class_of_a_project_gets_its_own_at_once() => Fix.AppliesToAll<MisplacedFix>(
        "Extract IAuth with A",
        [
            """
            public class Auth { [CircuitBreaker("a")] public void A() { } }

            public class Stock { [CircuitBreaker("b")] public void B() { } }
            """,
            "public class Price { [CircuitBreaker(\"c\")] public void C() { } }",
        ],
        [
            """
            public interface IAuth
            {
                [CircuitBreaker("a")]
                void A();
            }

            public class Auth : IAuth { public void A() { } }

            public interface IStock
            {
                [CircuitBreaker("b")]
                void B();
            }

            public class Stock : IStock { public void B() { } }
            """,
            """
            public interface IPrice
            {
                [CircuitBreaker("c")]
                void C();
            }

            public class Price : IPrice { public void C() { } }
            """,
        ]);

    [Fact]
    public Task Directives_about_all_of_the_file_stay_above_it() => Fix.Applies<MisplacedFix>(
        "Extract IAuth with A",
        """
        #nullable enable
        // Logs in.
        public class Auth { [CircuitBreaker("a")] public void A() { } }
        """,
        """
        #nullable enable
        public interface IAuth
        {
            [CircuitBreaker("a")]
            void A();
        }

        // Logs in.
        public class Auth : IAuth { public void A() { } }
        """);

    [Fact]
    public Task What_only_a_class_can_see_is_extracted_to_where_all_can() => Fix.Applies<MisplacedFix>(
        "Extract IInner with A",
        """
        // Licensed to all.

        public class Outer
        {
            private class Inner { [CircuitBreaker("a")] public void A() { } }
        }
        """,
        """
        // Licensed to all.

        internal interface IInner
        {
            [CircuitBreaker("a")]
            void A();
        }

        public class Outer
        {
            private class Inner : IInner { public void A() { } }
        }
        """);

    [Fact]
    public Task One_in_a_class_is_as_far_in_as_what_it_is_extracted_from() => Fix.Applies<MisplacedFix>(
        "Extract IInner with A",
        "public class Outer\r\n{\r\n    // One.\r\n    internal record struct Inner(int B) : IDisposable // tail\r\n    {\r\n        [CircuitBreaker(\"a\")]\r\n        public void A() { }\r\n        public void Dispose() { }\r\n    }\r\n}\r\n",
        "public class Outer\r\n{\r\n    internal interface IInner\r\n    {\r\n        [CircuitBreaker(\"a\")]\r\n        void A();\r\n    }\r\n\r\n    // One.\r\n    internal record struct Inner(int B) : IDisposable, IInner // tail\r\n    {\r\n        public void A() { }\r\n        public void Dispose() { }\r\n    }\r\n}\r\n");

    [Fact]
    public Task Keys_go_to_the_interface_and_what_else_is_said_of_parameters_stays() => Fix.Applies<MisplacedFix>(
        "Extract IChat with Ask",
        """
        using Key = Aspects.CircuitKeyAttribute;
        using System.Diagnostics.CodeAnalysis;

        public class Chat
        {
            [CircuitBreaker("llm")]
            public void Ask([Key(Capacity = Few)] string model, [AllowNull] Chat other) { }

            private const int Few = 3;
        }
        """,
        """
        using Key = Aspects.CircuitKeyAttribute;
        using System.Diagnostics.CodeAnalysis;

        public interface IChat
        {
            [CircuitBreaker("llm")]
            void Ask([Key(Capacity = 3)] string model, Chat other);
        }

        public class Chat : IChat
        {
            public void Ask(string model, [AllowNull] Chat other) { }

            private const int Few = 3;
        }
        """);

    [Fact]
    public Task A_member_is_added_to_an_interface_that_is_there() => Fix.Applies<MisplacedFix>(
        "Add LoginAsync to IAuth with [CircuitBreaker]",
        [
            """
            using System.Text;
            public class Auth : IAuth
            {
                // Slow.
                [CircuitBreaker("a", Fallback = nameof(Guest))] public Task<Encoding> LoginAsync<T>(T user) where T : class => Guest(user);
                public Task<Encoding> Guest<T>(T user) where T : class => throw new Exception();
                public void Logout() { }
            }
            """,
            """
            public interface IAuth
            {
                void Logout();
            }
            """,
        ],
        [
            """
            using System.Text;
            public class Auth : IAuth
            {
                // Slow.
                public Task<Encoding> LoginAsync<T>(T user) where T : class => Guest(user);
                public Task<Encoding> Guest<T>(T user) where T : class => throw new Exception();
                public void Logout() { }
            }
            """,
            """
            public interface IAuth
            {
                void Logout();

                [CircuitBreaker("a", Fallback = nameof(Guest))]
                Task<System.Text.Encoding> LoginAsync<T>(T user)
                    where T : class;

                Task<System.Text.Encoding> Guest<T>(T user)
                    where T : class;
            }
            """,
        ]);

    [Fact]
    public Task All_members_are_added_at_once() => Fix.AppliesToAll<MisplacedFix>(
        "Add A to IAuth with [CircuitBreaker]",
        [
            """
            public interface IAuth { void C(); }
            public class Auth : IAuth
            {
                [CircuitBreaker("a")] public void A() { }
                [CircuitBreaker("b")] public void B() { }
                public void C() { }
            }
            """,
        ],
        [
            """
            public interface IAuth { void C(); [CircuitBreaker("a")] void A(); [CircuitBreaker("b")] void B(); }
            public class Auth : IAuth
            {
                public void A() { }
                public void B() { }
                public void C() { }
            }
            """,
        ]);

    [Fact]
    public Task Comments_of_a_signature_stay_and_those_between_settings_go_along() => Fix.Applies<MisplacedFix>(
        "Add A to IAuth with [CircuitBreaker]",
        """
        public interface IAuth { void C(); }
        public class Auth : IAuth
        {
            [CircuitBreaker("a", // ops
                Jitter = 0)]
            public void A<T>(
                // first
                T a, // second
                int b)
                // any
                where T : class { }
            public void C() { }
        }
        """,
        """
        public interface IAuth { void C(); [CircuitBreaker("a", // ops
         Jitter = 0)]
        void A<T>(T a, int b)
            where T : class; }
        public class Auth : IAuth
        {
            public void A<T>(
                // first
                T a, // second
                int b)
                // any
                where T : class { }
            public void C() { }
        }
        """);

    [Theory]
    [InlineData("interface IAuth<T> { void B(); }", "class Auth : IAuth<int>", "")]
    [InlineData("public interface IAuth { void B(); }", "class Auth : IAuth", "Hidden a")]
    [InlineData("interface IAuth { void B(); }", "class Auth<T> : IAuth", "T a")]
    public Task An_interface_that_could_not_have_the_member_stays_as_it_is(string type, string implementing, string parameter) => Fix.Offers<MisplacedFix>(
        $$"""
        {{type}}
        class Hidden { }
        class IAuth { }
        {{implementing}} { [CircuitBreaker("a")] public void A({{parameter}}) { } public void B() { } }
        """,
        "Remove [CircuitBreaker]");

    [Fact]
    public Task An_interface_of_another_assembly_is_protected_by_an_attribute_on_this() => Fix.Applies<MisplacedFix>(
        "Protect IProgress<int> by [assembly: CircuitBreakerFor]",
        """
        namespace Shop;

        public class Chat : IProgress<int>
        {
            private const string Name = "llm";

            // Slow.
            [CircuitBreaker(Name, BreakSeconds = 5)]
            public void Report(int value) { }
        }
        """,
        """
        [assembly: CircuitBreakerFor<IProgress<int>>("llm", Members = [nameof(IProgress<int>.Report)], BreakSeconds = 5)]

        namespace Shop;

        public class Chat : IProgress<int>
        {
            private const string Name = "llm";

            // Slow.
            public void Report(int value) { }
        }
        """);

    [Fact]
    public Task The_library_is_imported_for_it_and_what_is_said_between_settings_stays() => Fix.Applies<MisplacedFix>(
        "Protect IComparer<string> by [assembly: CircuitBreakerFor]",
        """
        #nullable enable
        // Licensed to all.
        namespace Shop
        {
            using Aspects;
            internal class Order : IComparer<string>
            {
                [CircuitBreaker("a", BreakSeconds = 5, // ops asked
                    Jitter = 0)]
                int IComparer<string>.Compare(string? x, string? y) => 1;
            }
        }
        """,
        """
        #nullable enable
        // Licensed to all.
        using Aspects;

        [assembly: CircuitBreakerFor<IComparer<string>>("a", Members = [nameof(IComparer<string>.Compare)], BreakSeconds = 5, // ops asked
                    Jitter = 0)]

        namespace Shop
        {
            using Aspects;
            internal class Order : IComparer<string>
            {
                int IComparer<string>.Compare(string? x, string? y) => 1;
            }
        }
        """);

    [Fact]
    public Task One_that_is_left_open_is_named_by_its_definition() => Fix.Applies<MisplacedFix>(
        "Protect IProgress<T> by [assembly: CircuitBreakerFor]",
        """
        using Aspects;

        public class Chat<T> : IProgress<T>
        {
            [CircuitBreaker("llm")]
            public void Report(T value) { }
        }
        """,
        """
        using Aspects;

        [assembly: CircuitBreakerFor(typeof(IProgress<>), "llm", Members = ["Report"])]

        public class Chat<T> : IProgress<T>
        {
            public void Report(T value) { }
        }
        """);

    [Fact]
    public Task All_members_of_such_interfaces_are_protected_at_once() => Fix.AppliesToAll<MisplacedFix>(
        "Protect IDisposable by [assembly: CircuitBreakerFor]",
        [
            """
            // Licensed to all.

            public class Chat : IDisposable, IProgress<string?>
            {
                [CircuitBreaker("a")] public void Dispose() { }
                [CircuitBreaker("b")] void IProgress<string?>.Report(string? value) { }
            }
            """,
        ],
        [
            """
            // Licensed to all.

            [assembly: CircuitBreakerFor<IDisposable>("a", Members = [nameof(IDisposable.Dispose)])]
            [assembly: CircuitBreakerFor<IProgress<string>>("b", Members = [nameof(IProgress<string>.Report)])]

            public class Chat : IDisposable, IProgress<string?>
            {
                public void Dispose() { }
                void IProgress<string?>.Report(string? value) { }
            }
            """,
        ]);

    [Theory]
    [InlineData("[assembly: CircuitBreakerFor<IDisposable>(\"b\", Members = [\"Dispose\"])]", "")]
    [InlineData("", ", Fallback = \"Other\"")]
    public Task What_the_attribute_on_the_assembly_cannot_say_is_not_offered(string attribute, string setting) => Fix.Offers<MisplacedFix>(
        $$"""
        {{attribute}}
        public class Chat : IDisposable { [CircuitBreaker("a"{{setting}})] public void Dispose() { } }
        """,
        "Remove [CircuitBreaker]");
}
