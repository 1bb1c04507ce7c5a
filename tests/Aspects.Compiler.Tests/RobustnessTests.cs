using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>
/// Code that is not finished never makes the generator throw, and keeps no other interface from its proxy: the compiler
/// drops everything a generator wrote where it throws once.
/// </summary>
public sealed class RobustnessTests
{
    private const string Neighbour =
        "namespace Neighbourhood; public interface INeighbour { [Aspects.CircuitBreaker(\"neighbour\")] void Call(); }";

    private const string NeighboursFile = "Neighbourhood.INeighbour.Proxy.g.cs";
    private const int TokensBetween = 23;
    private const string CatalogFile = "Aspects.AspectCatalog.g.cs";

    [Theory]
    [InlineData("public interface { [Aspects.CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] void (); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] void M(int, string); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] void M(")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] int { get; set; } }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] int this[] { get; } }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] int P { } }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] void M(int a, int a); void M(int a, int a); }")]
    [InlineData("public interface I<T, T> { [Aspects.CircuitBreaker(\"a\")] T M<T, T>(T a); }")]
    [InlineData("public interface I<> { [Aspects.CircuitBreaker(\"a\")] void M<>(); }")]
    [InlineData("public interface I<T> where T : { [Aspects.CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface I<T> where T : T { [Aspects.CircuitBreaker(\"a\")] T M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] Missing M(Missing<int>.Inner a, List<Missing> b); event Missing E; }")]
    [InlineData("public interface I : Missing, I { [Aspects.CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface I : J { [Aspects.CircuitBreaker(\"a\")] void M(); } public interface J : I { }")]
    [InlineData("public interface I { [CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\"), Aspects.CircuitBreaker(\"b\")] void M(); }")]
    [InlineData("[Aspects.CircuitBreaker] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(missing)] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(42)] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(null)] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"\")] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", \"b\")] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", BreakSeconds = )] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", BreakSeconds = \"long\", Missing = 3)] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", BreakSeconds = -1, SuccessThreshold = 0)] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", BreakSeconds = double.NaN)] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\")] public interface")]
    [InlineData("[Aspects.CircuitBreaker(\"a\")] interface I { void M(); } interface I { void N(); } class I { }")]
    [InlineData("public class C { [Aspects.CircuitBreaker(\"a\")] interface I { void M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] static abstract void M(); [Aspects.CircuitBreaker(\"a\")] I() { } ~I() { } }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] int field; [Aspects.CircuitBreaker(\"a\")] class C { } }")]
    [InlineData("[System.Obsolete(] public interface I { [System.Obsolete(missing), Aspects.CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface I { [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(missing)] [Aspects.CircuitBreaker(\"a\")] object M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\", Fallback = )] void M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\", Fallback = nameof(missing))] void M(); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\", Fallback = \"M\", FallbackOn = (Aspects.FallbackTrigger)9)] void M(); void M(System.Exception }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", FallbackType = typeof())] public interface I { void M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", FallbackType = typeof(Missing<>))] public interface I<T> { T M(); }")]
    [InlineData("[Aspects.CircuitBreaker(\"a\", FallbackType = typeof(C<,>))] public interface I<T> { T M(); } public class C<T, U> : I<T>")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] void M([Aspects.CircuitKey(Capacity = )] string, [Aspects.CircuitKey] Missing b); }")]
    [InlineData("public interface I { [Aspects.CircuitBreaker(\"a\")] void M([Aspects.CircuitKey] this int a, [Aspects.CircuitKey, Aspects.CircuitKey] int b) }")]
    [InlineData("namespace @class.@event; public interface @int { [Aspects.CircuitBreaker(\"a\")] void @void(); }")]
    [InlineData("namespace नाम; public interface Iसेवा { [Aspects.CircuitBreaker(\"a\")] void कॉल(); }")]
    public void Half_typed_code_costs_no_other_interface_its_proxy(string text)
    {
        var files = Project.Of(text, Neighbour).Generate().Files;

        Assert.Contains(NeighboursFile, files.Keys);
        Assert.Contains("INeighbour", files[CatalogFile], StringComparison.Ordinal);
    }

    [Fact]
    public void Any_token_may_be_missing()
    {
        // Shared, because to load the references takes longer than to generate.
        var project = Project.Of(Neighbour);
        var neighbour = project.Compile();
        foreach (var shape in Shape.Names)
        {
            var text = Shape.Read(shape);
            var tokens = CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)
                .GetRoot(TestContext.Current.CancellationToken).DescendantTokens().ToList();

            // One of every few, beginning elsewhere in each shape: all of them take half a minute.
            for (var i = shape.Length; i < tokens.Count; i += TokensBetween)
            {
                foreach (var typed in new[] { text.Remove(tokens[i].SpanStart, tokens[i].Span.Length), text[..tokens[i].SpanStart] })
                {
                    var compilation = neighbour.AddSyntaxTrees(project.Parse("Typed.cs", typed));
                    Assert.Contains(NeighboursFile, Generation.Of(compilation, project.ParseOptions).Files.Keys);
                }
            }
        }
    }

    [Fact]
    public void Hint_names_that_are_the_same_but_for_case_are_told_apart()
    {
        var generation = Project.Of(
            """
            namespace Shop
            {
                public interface IStore { [Aspects.CircuitBreaker("a")] void M(); }
                public interface ISTORE { [Aspects.CircuitBreaker("b")] void M(); }
                public interface IStorE { [Aspects.CircuitBreaker("c")] void M(); }
            }
            """).Generate();

        generation.AssertCompiles();
        Assert.Equal(
            [
                "Aspects.AspectCatalog.g.cs",
                "Shop.ISTORE.Proxy.g.cs",
                "Shop.IStorE.2.Proxy.g.cs",
                "Shop.IStore.3.Proxy.g.cs",
            ],
            generation.Files.Keys);
    }

    [Fact]
    public void A_nested_interface_and_one_in_a_namespace_of_the_same_name_are_told_apart()
    {
        // Not legal, and yet what is in the editor while a class becomes a namespace.
        var files = Project.Of(
            "namespace Shop { public class Store { public interface IRead { [Aspects.CircuitBreaker(\"a\")] void M(); } } }",
            "namespace Shop.Store { public interface IRead { [Aspects.CircuitBreaker(\"a\")] void M(); } }").Generate().Files;

        Assert.Equal(3, files.Count);
    }

    [Theory]
    [InlineData("public interface IRefused { [Aspects.CircuitBreaker(\"a\")] void M(); static abstract int S(); }")]
    [InlineData("public interface IRefused { [Aspects.CircuitBreaker(\"a\")] void M(); protected void P(); }")]
    [InlineData("public class Around { private interface IRefused { [Aspects.CircuitBreaker(\"a\")] void M(); } }")]
    [InlineData("file interface IRefused { [Aspects.CircuitBreaker(\"a\")] void M(); }")]
    [InlineData("public interface IRefused { [Aspects.CircuitBreaker(\"a\")] ref System.Threading.Tasks.Task M(); }")]
    [InlineData("public interface IRefused { [Aspects.CircuitBreaker(\"a\")] void M(__arglist); }")]
    [InlineData("[Aspects.CircuitBreaker(\" \")] public interface IRefused { void M(); }")]
    [InlineData("public interface IBase<T> { void M(T a); void M(int a); } [Aspects.CircuitBreaker(\"a\")] public interface IRefused : IBase<int> { }")]
    [InlineData("public interface IBase<T> { int this[T a] { get; } int this[int a] { get; } } [Aspects.CircuitBreaker(\"a\")] public interface IRefused : IBase<int> { void M(); }")]
    public void A_refused_interface_gets_no_file(string text)
    {
        var generation = Project.Of(text, Neighbour).Generate();

        Assert.Equal([CatalogFile, NeighboursFile], generation.Files.Keys);
        Assert.DoesNotContain("IRefused", generation.Files[CatalogFile], StringComparison.Ordinal);
        generation.AssertCompiles();
    }

    [Fact]
    public void Pointers_are_refused_where_the_project_does_not_allow_them()
    {
        const string Text = "public interface IRefused { [Aspects.CircuitBreaker(\"a\")] void M(nint a); unsafe void P(int* p); }";

        Assert.Equal([CatalogFile, NeighboursFile], (Project.Of(Text, Neighbour) with { AllowUnsafe = false }).Generate().Files.Keys);
        Assert.Contains("IRefused.Proxy.g.cs", Project.Of(Text, Neighbour).Generate().Files.Keys);
    }

    [Fact]
    public void A_language_too_old_for_the_generated_code_gets_no_file() =>
        Assert.Empty((Project.Of("public interface I { [Aspects.CircuitBreaker(\"a\")] void M(); }") with { Language = LanguageVersion.CSharp12 })
            .Generate().Files);

    [Fact]
    public void A_project_without_annotations_gets_no_file() =>
        Assert.Empty(Project.Of("public interface I : System.IDisposable { [System.Obsolete] void M(); }").Generate().Files);
}
