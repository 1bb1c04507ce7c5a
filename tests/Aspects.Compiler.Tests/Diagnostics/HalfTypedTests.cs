namespace Aspects.Compiler.Tests;

/// <summary>Analyzers run at each key press, on unfinished code.</summary>
public sealed class HalfTypedTests
{
    private const int CharactersAtATime = 5;

    private const string Source =
        """
        [assembly: CircuitBreakerDefaults(TimeoutSeconds = 5, SlowCallSeconds = 6)]
        [assembly: CircuitBreakerFor<IComparer<int>>("c", Members = ["Compare"], BreakSeconds = 9)]
        public interface IAuth<T> { [CircuitBreaker("a", Fallback = nameof(B), MaxBreakSeconds = 1)] Task<T> A([CircuitKey] string? key); Task<T> B(string? key) => A(key); int C { [NoCircuitBreaker] get; init; } }
        public interface IDerived : IAuth<int>, IDisposable { [NoCircuitBreaker] void D(); }
        public class Plain : IAuth<int> { public Task<int> A(string? key) => ((IAuth<int>)this).A(key); [CircuitBreaker("b")] public Task<int> B(string? key) { Func<string?, Task<int>> f = this.A; return f(key); } public int C { get; init; } }
        public class Use(AspectRegistry aspects, IServiceProvider services)
        {
            private readonly IAuth<int> _auth = new Plain().WithAspects(aspects);
            public IAuth<int> A() { var plain = new Plain(); IAuth<int> a = a; IAuth<int> b = c, c = b; Take(b, c); (a, b) = (b, a); return _auth.WithAspects(aspects); }
            public IAuth<int> B(IAuth<int> k) { k = k.WithAspects(aspects: aspects, inner: k); return (IAuth<int>)services.GetService(typeof(Plain))!; }
            private static void Take(IAuth<int> x, IAuth<int> y) { void F([CircuitKey] int z) { } F(1); }
        }
        """;

    [Fact]
    public async Task No_analyzer_throws_wherever_the_code_ends()
    {
        for (var length = CharactersAtATime; length <= Source.Length; length += CharactersAtATime)
        {
            var diagnostics = await Analysis.Run(Compilations.Of(Source[..length]));
            Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "AD0001");
        }
    }
}
