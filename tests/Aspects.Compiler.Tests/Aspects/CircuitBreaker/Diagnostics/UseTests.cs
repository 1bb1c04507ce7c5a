namespace Aspects.Compiler.Tests;

/// <summary>ASPECT0019, ASPECT0020 and ASPECT0021 together on one class.</summary>
public sealed class UseTests
{
    private const string Auth =
        """
        public interface IAuth { [CircuitBreaker("a")] void A(); [CircuitBreaker("b")] void B(); void C(); [CircuitBreaker("a")] int D { get; } }
        public class Plain : IAuth { public void A() { } public void B() { } public void C() { } public int D => 1; }

        """;

    [Fact]
    public Task An_instance_without_its_proxy_is_reported() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Use
        {
            private readonly IAuth _field = new Plain();
            public IAuth Property { get; } = new Plain();
            public IAuth Method(bool other) { IAuth local = new Plain(); Take(new Plain()); return other ? local : new Plain(); }
            private static void Take(IAuth auth) => auth.A();
            public IAuth Cast() => (IAuth)new Plain();
        }
        """,
        Unprotected(5, 37), Unprotected(6, 38), Unprotected(7, 53), Unprotected(7, 71), Unprotected(7, 108), Unprotected(9, 35));

    [Fact]
    public Task Instances_with_a_proxy_or_without_a_need_for_one_are_allowed() => Analysis.ExpectWithProxies(
        Auth +
        """
        public class Decorator(IAuth inner) : IAuth
        {
            private static readonly IAuth Nothing = new Plain();
            public void A() => inner.A(); public void B() => Nothing.B(); public void C() { } public int D => 1;
        }
        public class Use(AspectRegistry aspects)
        {
            public IAuth First() => new Plain().WithAspects(aspects);
            public IAuth Second() => new AuthProxy(new Plain(), aspects);
            public IAuth Third() { IAuth local = new Plain(); return local.WithAspects(aspects); }
            public IAuth Fourth(IAuth inner) => new Decorator(inner.WithAspects(aspects));
            public Plain Fifth() => new Plain();
            public object Sixth() => new Plain();
            public IAuth Seventh() => AuthProxyExtensions.WithAspects(new Plain(), aspects);
        }
        """);

    [Fact]
    public Task Instances_registered_in_a_container_are_allowed() => Analysis.ExpectWithProxies(
        Auth +
        """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public static class Extensions
            {
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> create) => services;
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, T instance) => services;
            }
            public static class Startup
            {
                public static void Add(IServiceCollection services) =>
                    services.AddSingleton<IAuth>(new Plain()).AddSingleton<IAuth>(_ => new Plain()).AddSingleton<IAuth>(_ => { IAuth made = new Plain(); return made; });
            }
        }
        """);

    [Fact]
    public Task Interfaces_that_the_assembly_names_are_used_with_their_proxies_too() => Analysis.Expect(
        """
        [assembly: CircuitBreakerFor(typeof(IComparer<>), "comparers")]
        [assembly: CircuitBreakerFor<IDisposable>("foreign", Members = ["Dispose"])]
        public class Plain : IDisposable { public void Dispose() { } public void A() => Dispose(); }
        public class Lengths : IComparer<string> { public int Compare(string? x, string? y) => 0; }
        public class Use { public IDisposable A() => new Plain(); public IComparer<string> B() => new Lengths(); }
        """,
        "A.cs(3,81) warning ASPECT0021 at «Dispose()»: Self-invocation of Plain.Dispose() in Plain.A() bypasses circuit breaker 'foreign', because the proxy sees only calls from outside. Move the shared code to a private method, or inject the interface.",
        "A.cs(5,46) info ASPECT0019 at «new Plain()»: The new Plain is used as System.IDisposable without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.",
        "A.cs(5,91) info ASPECT0019 at «new Lengths()»: The new Lengths is used as System.Collections.Generic.IComparer<string> without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.");

    private static string Unprotected(int line, int character) =>
        $"A.cs({line},{character}) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.";
}
