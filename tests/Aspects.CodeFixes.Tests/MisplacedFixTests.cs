namespace Aspects.CodeFixes.Tests;

/// <summary>Attributes on members of classes.</summary>
public sealed class MisplacedFixTests
{
    [Fact]
    public Task The_attribute_moves_to_the_member_that_is_implemented() => Fix.Applies<MisplacedFix>(
        "Move [CircuitBreaker] to IAuthClient.LoginAsync",
        """
        public interface IAuthClient
        {
            /// <summary>Logs in.</summary>
            Task<string> LoginAsync(string user);
        }

        public sealed class AuthClient : IAuthClient
        {
            // Slow.
            [CircuitBreaker("auth", BreakSeconds = 5)]
            public Task<string> LoginAsync(string user) => Task.FromResult(user);
        }
        """,
        """
        public interface IAuthClient
        {
            /// <summary>Logs in.</summary>
            [CircuitBreaker("auth", BreakSeconds = 5)]
            Task<string> LoginAsync(string user);
        }

        public sealed class AuthClient : IAuthClient
        {
            // Slow.
            public Task<string> LoginAsync(string user) => Task.FromResult(user);
        }
        """);

    [Fact]
    public Task It_moves_to_another_file_and_finds_the_library_there() => Fix.Applies<MisplacedFix>(
        "Move [CircuitBreaker] to IAuthClient.Login",
        [
            """
            public class AuthClient : IAuthClient
            {
                [Obsolete, CircuitBreaker("auth")] public virtual int Login { get; set; }
            }
            """,
            "public interface IAuthClient\r\n{\r\n    int Login { get; set; }\r\n}\r\n",
        ],
        [
            """
            public class AuthClient : IAuthClient
            {
                [Obsolete] public virtual int Login { get; set; }
            }
            """,
            "public interface IAuthClient\r\n{\r\n    [CircuitBreaker(\"auth\")]\r\n    int Login { get; set; }\r\n}\r\n",
        ]);

    [Fact]
    public Task A_member_in_one_line_stays_there() => Fix.Applies<MisplacedFix>(
        "Move [CircuitBreaker] to IAuth.A",
        """
        public interface IAuth { void A(); }
        public class Auth : IAuth { [CircuitBreaker("a")] void IAuth.A() { } }
        """,
        """
        public interface IAuth { [CircuitBreaker("a")] void A(); }
        public class Auth : IAuth { void IAuth.A() { } }
        """);

    [Fact]
    public Task An_interface_is_extracted_where_there_is_none() => Fix.Applies<MisplacedFix>(
        "Extract IAuthClient with LoginAsync",
        """
        namespace Shop;

        /// <summary>Logs in.</summary>
        public sealed class AuthClient
        {
            [CircuitBreaker("auth")]
            public Task<string> LoginAsync<T>(string user, [System.Runtime.CompilerServices.CallerMemberName] string caller = "")
                where T : class
            {
                return Task.FromResult(user + caller);
            }

            public void Other() { }
        }
        """,
        """
        namespace Shop;

        public interface IAuthClient
        {
            [CircuitBreaker("auth")]
            Task<string> LoginAsync<T>(string user, string caller = "")
                where T : class;
        }

        /// <summary>Logs in.</summary>
        public sealed class AuthClient : IAuthClient
        {
            public Task<string> LoginAsync<T>(string user, [System.Runtime.CompilerServices.CallerMemberName] string caller = "")
                where T : class
            {
                return Task.FromResult(user + caller);
            }

            public void Other() { }
        }
        """);

    [Fact]
    public Task A_generic_class_with_bases_gets_one_too() => Fix.Applies<MisplacedFix>(
        "Extract IStore with Find",
        """
        internal class Store<TKey> : IDisposable where TKey : notnull
        {
            [CircuitBreaker("store")] public TKey? Find(in TKey key) => default;

            public void Dispose() { }
        }
        """,
        """
        internal interface IStore<TKey>
            where TKey : notnull
        {
            [CircuitBreaker("store")]
            TKey? Find(in TKey key);
        }

        internal class Store<TKey> : IDisposable, IStore<TKey> where TKey : notnull
        {
            public TKey? Find(in TKey key) => default;

            public void Dispose() { }
        }
        """);

    [Theory]
    [InlineData("public class Auth { [CircuitBreaker(\"a\")] static void A() { } }", "public class Auth { static void A() { } }")]
    [InlineData("public class Auth { [CircuitBreaker(\"a\")] int A { get; } }", "public class Auth { int A { get; } }")]
    [InlineData("public class Auth { public int A { [CircuitBreaker(\"a\")] get; } }", "public class Auth { public int A { get; } }")]
    [InlineData("public class Auth { public void A() { [CircuitBreaker(\"a\")] void Local() { } Local(); } }", "public class Auth { public void A() { void Local() { } Local(); } }")]
    [InlineData("public class Auth { public Action A = [CircuitBreaker(\"a\")] () => { }; }", "public class Auth { public Action A = () => { }; }")]
    [InlineData("public interface IAuth { [CircuitBreaker(\"a\")] static void A() { } }", "public interface IAuth { static void A() { } }")]
    public Task What_no_interface_can_have_loses_it(string before, string after) =>
        Fix.Applies<MisplacedFix>("Remove [CircuitBreaker]", before, after);

    [Fact]
    public Task An_interface_whose_name_is_taken_is_not_extracted() => Fix.Offers<MisplacedFix>(
        """
        public class IAuth { }
        public class Auth { [CircuitBreaker("a")] public void A() { } }
        """,
        "Remove [CircuitBreaker]");

    [Fact]
    public Task All_attributes_of_a_class_move_to_its_interface_at_once() => Fix.AppliesToAll<MisplacedFix>(
        "Move [CircuitBreaker] to IAuth.A",
        [
            """
            using Aspects;

            public class Auth : IAuth
            {
                [CircuitBreaker("a")] public void A() { }
                [CircuitBreaker("b")] public void B() { }
                [CircuitBreaker("c")] public void C() { }
            }
            """,
            """
            public interface IAuth
            {
                void A();
                void B();
                void C();
            }
            """,
        ],
        [
            """
            using Aspects;

            public class Auth : IAuth
            {
                public void A() { }
                public void B() { }
                public void C() { }
            }
            """,
            """
            using Aspects;

            public interface IAuth
            {
                [CircuitBreaker("a")]
                void A();
                [CircuitBreaker("b")]
                void B();
                [CircuitBreaker("c")]
                void C();
            }
            """,
        ]);
}
