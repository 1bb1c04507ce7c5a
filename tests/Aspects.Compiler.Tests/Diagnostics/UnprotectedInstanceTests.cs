namespace Aspects.Compiler.Tests;

/// <summary>ASPECT0019: how an instance gets a proxy, and how it does not.</summary>
public sealed class UnprotectedInstanceTests
{
    private const string Shop =
        """
        using Microsoft.Extensions.DependencyInjection;
        using System.Linq;
        public interface IAuth { [CircuitBreaker("a")] void A(); }
        public class Plain : IAuth { public void A() { } }
        public class Login(IAuth auth) { public void Go() => auth.A(); }
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public static class Extensions
            {
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> create) => services;
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services, T instance) => services;
                public static T GetRequiredService<T>(this IServiceProvider services) => default!;
            }
            public static class ActivatorUtilities { public static T CreateInstance<T>(IServiceProvider services, params object[] arguments) => default!; }
        }

        """;

    [Fact]
    public Task An_instance_resolved_by_its_class_is_reported() => Analysis.ExpectWithProxies(
        Shop +
        """
        public class Use(IServiceProvider services)
        {
            public IAuth A() { IAuth auth = services.GetRequiredService<Plain>(); return auth; }
            public IAuth B() => (IAuth)services.GetService(typeof(Plain))!;
            public Login C() => new Login(ActivatorUtilities.CreateInstance<Plain>(services));
            public IAuth D() => services.GetRequiredService<IAuth>();
            public Plain E() => services.GetRequiredService<Plain>();
            public IAuth F(AspectRegistry aspects) => services.GetRequiredService<Plain>().WithAspects(aspects);
            public IAuth? G() => (IAuth?)services.GetService(typeof(IAuth));
        }
        """,
        "A.cs(19,37) info ASPECT0019 at «services.GetRequiredService<Plain>()»: The resolved Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or resolve IAuth.",
        "A.cs(20,32) info ASPECT0019 at «services.GetService(typeof(Plain))»: The resolved Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or resolve IAuth.",
        "A.cs(21,35) info ASPECT0019 at «ActivatorUtilities.CreateInstance<Plain>(services)»: The resolved Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or resolve IAuth.");

    [Fact]
    public Task A_variable_with_one_assignment_is_followed() => Analysis.ExpectWithProxies(
        Shop +
        """
        public class Use
        {
            public Login A() { var e = new Plain(); return new Login(e); }
            public IAuth B() { var x = new Plain(); return x; }
            public IAuth C() { Plain x; x = new Plain(); Take(x); return x; }
            public IAuth D(AspectRegistry aspects) { var x = new Plain(); return x.WithAspects(aspects); }
            public IAuth E(Plain given) { var x = new Plain(); x = given; return x; }
            private static void Take(IAuth auth) => auth.A();
        }
        """,
        "A.cs(19,32) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.",
        "A.cs(20,32) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.",
        "A.cs(21,37) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.");

    [Fact]
    public Task Only_the_result_of_a_factory_is_decorated_by_the_container() => Analysis.ExpectWithProxies(
        Shop +
        """
        public static class Startup
        {
            public static void Add(IServiceCollection s)
            {
                s.AddSingleton(sp => new Login(new Plain()));
                s.AddSingleton<IAuth>(sp => { var login = new Login(new Plain()); login.Go(); return new Plain(); });
                s.AddSingleton(new Login(new Plain()));
            }
        }
        """,
        "A.cs(21,40) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.",
        "A.cs(22,61) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.",
        "A.cs(23,34) info ASPECT0019 at «new Plain()»: The new Plain is used as IAuth without its proxy, so that no circuit breaker guards its calls. Call WithAspects(aspects) on the instance, or get the interface from a container that decorates it.");

    [Fact]
    public Task An_instance_that_gets_its_proxy_later_is_allowed() => Analysis.ExpectWithProxies(
        Shop +
        """
        public class Late(Lazy<IAuth> inner) : IAuth { public void A() => inner.Value.A(); }
        public class Made(Func<IAuth> inner) : IAuth { public void A() => inner().A(); }
        public class Several(params IAuth[] inner) : IAuth { public void A() => inner[0].A(); }
        public class Many(IEnumerable<IAuth> inner) : IAuth { public void A() => inner.First().A(); }
        public class Protected(IAuth inner, AspectRegistry aspects) { private readonly IAuth _inner = inner.WithAspects(aspects); public void Go() => _inner.A(); }
        public static class Startup
        {
            public static void Add(IServiceCollection s) { IAuth p = new Plain(); s.AddSingleton(p); s.AddSingleton<IAuth>(Create); s.AddSingleton<IAuth>(_ => { IAuth made = new Plain(); return made; }); s.AddSingleton<IAuth>(Made); IAuth Made(IServiceProvider sp) => new Plain(); }
            private static IAuth Create(IServiceProvider sp) => new Plain();
        }
        public class Use(AspectRegistry aspects)
        {
            public IAuth A() { IAuth c; c = new Plain(); c = c.WithAspects(aspects); return c; }
            public IAuth B() => Wrap(new Plain());
            public Protected C() => new Protected(new Plain(), aspects);
            public IAuth D() => new Late(new Lazy<IAuth>(() => new Plain())).WithAspects(aspects);
            public IAuth E() => new Made(() => new Plain()).WithAspects(aspects);
            public IAuth F() => new Several(new Plain(), new Plain()).WithAspects(aspects);
            public IAuth G() => new Many([new Plain()]).WithAspects(aspects);
            public IAuth H(IAuth inner, Lazy<IAuth> late) => inner is Late ? new Late(late) : new Several(inner, inner);
            private IAuth Wrap(IAuth inner) => inner.WithAspects(aspects);
        }
        """);
}
