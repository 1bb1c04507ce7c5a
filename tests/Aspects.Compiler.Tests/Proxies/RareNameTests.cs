namespace Aspects.Compiler.Tests;

/// <summary>Names that mean something else, or that what is generated would have had.</summary>
public sealed class RareNameTests
{
    [Fact]
    public void Names_that_mean_something_elsewhere() => RareShape.Compiles(
        """
        namespace System { public class MyString { } }
        namespace N.System.Threading { }
        namespace N
        {
            [Aspects.CircuitBreaker("a")]
            public interface I
            {
                global::System.MyString M(string @string, global::System.String s);
                void global(int @global);
                int field { get; set; }
                int value { get; set; }
                int get_X();
                void set_Y(int v);
                int add_Z();
                int this[int field] { get; }
                [Aspects.CircuitBreaker("a")] int this[string field, int field2] { get; set; }
            }
        }
        """);

    [Fact]
    public void A_type_that_is_called_var() => RareShape.Compiles(
        """
        #pragma warning disable CS8981 // The author's business.
        using System.Threading.Tasks;
        public class @var { }
        namespace N
        {
            [Aspects.CircuitBreaker("a")]
            public interface I
            {
                void A();
                int B(@var value);
                Task<@var> C();
                [Aspects.CircuitBreaker("b", FallbackType = typeof(Other), FallbackOn = Aspects.FallbackTrigger.RejectionOrFailure)] Task<int> D([Aspects.CircuitKey] string key);
            }
            public class Other : I
            {
                public void A() { }
                public int B(@var value) => 1;
                public Task<@var> C() => throw null!;
                public Task<int> D(string key) => throw null!;
            }
        }
        """);

    [Fact]
    public void Type_parameters_that_are_names_only_when_they_are_escaped() => RareShape.Compiles(
        """
        #pragma warning disable CS8981 // The author's business.
        [Aspects.CircuitBreaker("a")]
        public interface I<@record, @required, @var>
        {
            @record A(@required value, @var other);
            @file? B<@file, @scoped, @record2>(@file? one, @scoped two, @record2 three);
        }
        """);

    [Fact]
    public void Types_that_have_the_names_of_what_is_generated() => RareShape.Compiles(
        """
        namespace Shop
        {
            public class AuthProxy { }
            internal static class AuthProxyExtensions { }
            public class Auth2Proxy { }
            [Aspects.CircuitBreaker("a")] public interface IAuth { void M(); }
            [Aspects.CircuitBreaker("b")] public interface IAuth<T> { void M(); }
        }
        """);

    [Fact]
    public void Interfaces_whose_proxies_would_have_one_name() => RareShape.Compiles(
        """
        namespace Shop
        {
            public class A_B { [Aspects.CircuitBreaker("a")] public interface IC { void M(); } }
            public class A { [Aspects.CircuitBreaker("b")] public interface IB_C { void M(); } public class B { [Aspects.CircuitBreaker("c")] public interface IC { void M(); } } }
            [Aspects.CircuitBreaker("d")] public interface IA_B_C { void M(); }
            [Aspects.CircuitBreaker("e")] public interface A_B_C { void M(); }
        }
        """);

    [Fact]
    public void An_assembly_whose_name_begins_with_a_digit_and_follows_the_common_language()
    {
        var project = Project.Of(
            "[assembly: System.CLSCompliant(true)] namespace Shop { [Aspects.CircuitBreaker(\"a\")] public interface I { void M(); } }") with
        {
            AssemblyName = "3D-Tools",
        };

        project.Generate().AssertCompiles();
    }

    [Fact]
    public void Types_of_an_assembly_that_is_known_by_an_alias_alone()
    {
        const string Library =
            """
            namespace Shop
            {
                public class Order { public class Line { } }
                public interface IBase<T> { T Find(Order order); }
                public interface IForeign { Order M(); }
                public class Failure : System.Exception { }
                [Aspects.CircuitBreaker("lib")] public interface IOfLibrary { void M(); }
            }
            """;
        const string Text =
            """
            extern alias lib;
            [assembly: Aspects.CircuitBreakerFor<lib::Shop.IForeign>("foreign")]
            namespace Shop
            {
                public class Order { }
                [Aspects.CircuitBreaker("a", Handle = [typeof(lib::Shop.Failure)])]
                public interface I<T> : lib::Shop.IBase<Order> where T : lib::Shop.Order
                {
                    System.Collections.Generic.List<lib::Shop.Order.Line?> M(T other, Order own, lib::Shop.Order[] all);
                    Order K([Aspects.CircuitKey] lib::Shop.Order key);
                }
            }
            """;
        var library = (Project.Of(Library) with { AssemblyName = "Lib" }).Generate().Emit().WithAliases(["lib"]);

        (Project.Of(Text) with { References = [library] }).Generate().AssertCompiles();
    }
}
