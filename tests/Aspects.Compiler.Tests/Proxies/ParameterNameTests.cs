using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>Parameters keep their names; only keywords get an @.</summary>
public sealed class ParameterNameTests
{
    private const string Members =
        """
        void Value(int NAME, string name);
        void Reference(ref int NAME);
        void Out(out int NAME);
        void In(in int NAME);
        Task OutAsync(out int NAME);
        void Key([CircuitKey] string NAME);
        IAsyncEnumerable<int> Stream([CircuitKey] string NAME, CancellationToken token);
        Task TokenAsync(CancellationToken NAME);
        ValueTask OptionalTokenAsync(CancellationToken? NAME);
        [CircuitBreaker("x")] int this[int NAME] { get; }
        [CircuitBreaker("x", Fallback = nameof(OtherAsync), FallbackOn = FallbackTrigger.RejectionOrFailure)]
        Task<T> FailAsync<T>(T NAME, CancellationToken token);
        [CircuitBreaker("x", Fallback = nameof(OtherAsync), FallbackOn = FallbackTrigger.RejectionOrFailure)]
        ValueTask<T> FailAsync<T>([CircuitKey] string NAME, T one);
        Task<T> OtherAsync<T>(T NAME, CancellationToken token);
        ValueTask<T> OtherAsync<T>(string NAME, T one);
        """;

    private static readonly string[] Keywords =
    [
        "_",
        "class",
        .. SyntaxFacts.GetContextualKeywordKinds().Select(SyntaxFacts.GetText).Distinct(),
    ];

    public static TheoryData<LanguageVersion> Languages => [LanguageVersion.CSharp13, LanguageVersion.Preview];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_contextual_keyword_is_a_name_in_every_position(LanguageVersion language)
    {
        const string Usings =
            """
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using Aspects;

            """;
        var interfaces = Keywords.Select(static (name, index) =>
            $"[CircuitBreaker(\"x\")] public interface IKeyword{index} {{ {Members.Replace("NAME", "@" + name, StringComparison.Ordinal)} }}\n");

        var generation = (Project.Of(Usings + string.Concat(interfaces)) with { Language = language }).Generate();

        generation.AssertCompiles(Keywords.Length);
        Assert.Contains("AwaitOrFallBackAsync(this, __breaker, __permit.Guard(__task), @await, one)", string.Concat(generation.Files.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from")]
    [InlineData("value")]
    [InlineData("file")]
    [InlineData("type")]
    [InlineData("Class")]
    public void An_ordinary_name_stays_as_it_is(string name) =>
        Assert.DoesNotContain('@', Proxy(name));

    [Theory]
    [InlineData("class")]
    [InlineData("await")]
    [InlineData("field")]
    [InlineData("_")]
    public void A_keyword_is_escaped(string name) =>
        Assert.Contains($"_inner.M(@{name})", Proxy(name), StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_null_is_reported_by_the_name_of_its_parameter() =>
        Assert.Contains("ThrowIfNull(@event, \"event\");", Proxy("event", "[Aspects.CircuitKey] string"), StringComparison.Ordinal);

    private static string Proxy(string name, string type = "int") =>
        Project.Of($"public interface I {{ [Aspects.CircuitBreaker(\"x\")] void M({type} @{name}); }}").Generate().Files["I.Proxy.g.cs"];
}
