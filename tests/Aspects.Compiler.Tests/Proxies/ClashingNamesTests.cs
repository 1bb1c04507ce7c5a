using Microsoft.CodeAnalysis;

namespace Aspects.Compiler.Tests;

/// <summary>Interfaces whose files, types or options would have one name: each has its own.</summary>
public sealed class ClashingNamesTests
{
    [Fact]
    public void Interfaces_of_several_assemblies_that_aliases_tell_apart()
    {
        const string Library = "namespace N { public interface I { void M(); } }";
        const string Text =
            """
            extern alias one;
            extern alias two;
            [assembly: Aspects.CircuitBreakerFor<one::N.I>("a")]
            [assembly: Aspects.CircuitBreakerFor<two::N.I>("b")]
            namespace N { [Aspects.CircuitBreaker("c")] public interface I { void M(); } }
            """;

        var project = Project.Of(Text) with { References = [Emit(Library, "One").WithAliases(["one"]), Emit(Library, "Two").WithAliases(["two"])] };

        project.Generate().AssertCompiles(3);
    }

    [Fact]
    public void An_open_interface_and_a_closed_one_with_an_argument_named_like_its_parameter() => Project.Of(
        """
        [assembly: Aspects.CircuitBreakerFor(typeof(I<>), "open")]
        [assembly: Aspects.CircuitBreakerFor(typeof(I<T>), "closed")]
        public class T { }
        public interface I<T> { void M(T t); }
        """).Generate().AssertCompiles(2);

    [Fact]
    public void Arguments_that_differ_in_what_a_file_name_may_not_have() => Project.Of(
        """
        [assembly: Aspects.CircuitBreakerFor(typeof(I<int?[]>), "a")]
        [assembly: Aspects.CircuitBreakerFor(typeof(I<int*[]>), "b")]
        public interface I<T> { void M(T t); }
        """).Generate().AssertCompiles(2);

    [Fact]
    public void One_name_with_several_arities_and_one_breaker_with_settings() => Project.Of(
        """
        [assembly: Aspects.CircuitBreakerFor(typeof(IForeign<>), "db", BreakSeconds = 5)]
        [assembly: Aspects.CircuitBreakerFor(typeof(IForeign<,>), "db", BreakSeconds = 5)]
        [Aspects.CircuitBreaker("db", BreakSeconds = 5)] public interface IStore<T> { T Get(int id); }
        [Aspects.CircuitBreaker("db", BreakSeconds = 5)] public interface IStore<T, TKey> { T Get(TKey id); }
        public interface IForeign<T> { T Get(int id); }
        public interface IForeign<T, TKey> { T Get(TKey id); }
        """).Generate().AssertCompiles(4);

    [Fact]
    public void Parameters_of_the_interface_and_of_the_type_around_it() => Project.Of(
        """
        public class O { [Aspects.CircuitBreaker("a", BreakSeconds = 1)] public interface IFoo<T, U> { void M(T t); } }
        public class O<T> { [Aspects.CircuitBreaker("a", BreakSeconds = 1)] public interface IFoo<U> { void M(T t); } }
        public class O<T, U> { [Aspects.CircuitBreaker("a", BreakSeconds = 1)] public interface IFoo { void M(T t); } }
        public class P { [Aspects.CircuitBreaker("a")] public interface IFoo<T> { void M(T t); } }
        public class P<T> { [Aspects.CircuitBreaker("a")] public interface Foo { void M(T t); } }
        """).Generate().AssertCompiles(5);

    [Fact]
    public void Foreign_interfaces_give_way_to_those_of_the_project_and_to_each_other()
    {
        const string Library =
            """
            namespace A
            {
                public interface IFoo { void M(); }
                public interface IOf<T> { void M(T t); }
                public interface IOfX3 { void M(); }
                public class Outer { public interface IBar { void M(); } }
                public class Outer<T> { public interface IBar { void M(T t); } }
            }
            """;
        const string Text =
            """
            [assembly: Aspects.CircuitBreakerFor<A.IFoo>("x")]
            [assembly: Aspects.CircuitBreakerFor<A.IOf<B.X>>("x")]
            [assembly: Aspects.CircuitBreakerFor<A.IOf<C.X>>("x")]
            [assembly: Aspects.CircuitBreakerFor<A.IOfX3>("x")]
            [assembly: Aspects.CircuitBreakerFor<A.Outer.IBar>("x")]
            [assembly: Aspects.CircuitBreakerFor<A.Outer<string>.IBar>("x")]
            namespace A
            {
                [Aspects.CircuitBreaker("a")] public interface Foo { void M(); }
                [Aspects.CircuitBreaker("a")] public interface IOfOfX2 { void M(); }
                [Aspects.CircuitBreaker("a")] public interface IOuter_Bar { void M(); }
            }
            namespace B { public class X { } }
            namespace C { public class X { } }
            """;

        (Project.Of(Text) with { References = [Emit(Library, "Lib")] }).Generate().AssertCompiles(9);
    }

    [Fact]
    public void Internal_types_of_an_assembly_whose_friend_this_is()
    {
        const string Library =
            """
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Shop")]
            [assembly: Aspects.CircuitBreakerFor<System.IServiceProvider>("x")]
            namespace Shop { [Aspects.CircuitBreaker("a")] public interface IAuth { void M(); } }
            """;
        const string Text =
            """
            [assembly: Aspects.CircuitBreakerFor<System.IServiceProvider>("x")]
            namespace Shop
            {
                [Aspects.CircuitBreaker("a")] public interface Auth { void M(); }
                public static class User
                {
                    public static System.IServiceProvider Protect(System.IServiceProvider services, Aspects.AspectRegistry aspects) =>
                        System.ServiceProvider2ProxyExtensions.WithAspects(services, aspects);
                }
            }
            """;

        (Project.Of(Text) with { References = [Emit(Library, "Lib")] }).Generate().AssertCompiles(2);
    }

    [Fact]
    public void A_namespace_with_the_name_of_a_proxy() => Project.Of(
        """
        namespace Shop { [Aspects.CircuitBreaker("a")] public interface IAuth { void M(); } }
        namespace Shop.AuthProxy { public class X { } }
        """).Generate().AssertCompiles(1);

    [Fact]
    public void Type_parameters_with_the_names_of_what_is_generated() => Project.Of(
        """
        [Aspects.CircuitBreaker("a", BreakSeconds = 3)]
        public interface IAuth<AuthProxy, AuthProxyExtensions> { void M(AuthProxy one, AuthProxyExtensions other); }
        """).Generate().AssertCompiles(1);

    private static MetadataReference Emit(string text, string assemblyName) => (Project.Of(text) with { AssemblyName = assemblyName }).Generate().Emit();
}
