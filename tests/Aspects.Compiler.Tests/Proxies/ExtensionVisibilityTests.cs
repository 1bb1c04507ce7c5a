using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>The extension of a public interface is public, unless the project opts out. Proxies are internal.</summary>
public sealed class ExtensionVisibilityTests
{
    private const string OptOut = "[assembly: Aspects.AspectsVisibility(Aspects.AspectVisibility.Internal)]\n";

    private const string Library =
        """
        namespace Lib
        {
            /// <summary>An interface.</summary>
            [Aspects.CircuitBreaker("a")] public interface IAuth
            {
                /// <summary>A member.</summary>
                void M();
            }

            /// <summary>A generic interface, whose options are in the class of the extension.</summary>
            [Aspects.CircuitBreaker("s", BreakSeconds = 5)] public interface IStore<T> where T : IAuth
            {
                /// <summary>A member.</summary>
                /// <param name="item">The item.</param>
                void Put(T item);
            }

            /// <summary>A class.</summary>
            public sealed class Auth : IAuth
            {
                /// <inheritdoc/>
                public void M() { }
            }
        }
        """;

    private const string Consumer =
        """
        using Lib;

        class Program
        {
            IAuth Protect(Aspects.AspectRegistry aspects) => new Auth().WithAspects(aspects);
            IStore<Auth> Protect(IStore<Auth> store, Aspects.AspectRegistry aspects) => store.WithAspects(aspects);
        }
        """;

    [Fact]
    public void Another_assembly_calls_the_extension_of_a_public_interface() => Assert.Empty(FindErrors(Library));

    [Fact]
    public void The_default_can_be_stated() =>
        Assert.Empty(FindErrors("[assembly: Aspects.AspectsVisibility(Aspects.AspectVisibility.SameAsInterface)]\n" + Library));

    [Fact]
    public void A_project_that_opts_out_keeps_its_extensions_to_itself() =>
        Assert.Equal(["CS1061", "CS1061"], FindErrors(OptOut + Library));

    [Theory]
    [InlineData("[Aspects.CircuitBreaker(\"a\")] internal interface IAuth { void M(); }")]
    [InlineData("internal class Outer { [Aspects.CircuitBreaker(\"a\")] public interface IAuth { void M(); } }")]
    [InlineData("public class Outer { [Aspects.CircuitBreaker(\"a\")] protected internal interface IAuth { void M(); } }")]
    [InlineData("[assembly: Aspects.CircuitBreakerFor<System.IServiceProvider>(\"a\")]")]
    [InlineData("[assembly: Aspects.CircuitBreakerFor<IOf<Hidden>>(\"a\")] public interface IOf<T> { void M(); } class Hidden { }")]
    public void Every_other_extension_is_internal(string text)
    {
        var generation = Project.Of(text).Generate();

        generation.AssertCompiles(1);
        Assert.DoesNotContain("public static", ProxyFile(generation), StringComparison.Ordinal);
        Assert.Contains("internal static", ProxyFile(generation), StringComparison.Ordinal);
    }

    [Fact]
    public void Interfaces_that_share_a_class_differ_in_visibility() => Project.Of(
        """
        [Aspects.CircuitBreaker("a", BreakSeconds = 1)] public interface IStore<T> { void M(T item); }
        [Aspects.CircuitBreaker("a", BreakSeconds = 1)] internal interface IStore<TKey, T> { void M(TKey key, T item); }
        [Aspects.CircuitBreaker("a", BreakSeconds = 1)] internal interface IStore { void M(); }
        """).Generate().AssertCompiles(3);

    [Fact]
    public void A_public_interface_with_an_implementation_as_fallback() => Project.Of(
        """
        [Aspects.CircuitBreaker("a", FallbackType = typeof(Other))] public interface IAuth { void M(); }
        internal sealed class Other : IAuth { public void M() { } }
        """).Generate().AssertCompiles(1);

    [Theory]
    [InlineData("")]
    [InlineData("[assembly: System.CLSCompliant(true)]\n")]
    public void A_public_extension_is_documented_and_raises_no_warning(string attributes) =>
        Project.Of(attributes + Library).Generate().AssertCompiles(2);

    [Fact]
    public void The_attribute_decides_again_when_it_changes()
    {
        var project = Project.Of(Library, "");
        var generation = project.Generate();

        var edited = generation.After(compilation => compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.Single(static tree => tree.FilePath == "File2.cs"), project.Parse("File2.cs", OptOut)));

        Assert.All(
            edited.Files.Where(static file => file.Key.EndsWith(".Proxy.g.cs", StringComparison.Ordinal)),
            static file => Assert.DoesNotContain("public static", file.Value, StringComparison.Ordinal));
    }

    private static IEnumerable<string> FindErrors(string library)
    {
        var reference = (Project.Of(library) with { AssemblyName = "Lib" }).Generate().Emit();
        var consumer = Project.Of(Consumer) with { References = [reference] };
        return consumer.Generate().Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => diagnostic.Id);
    }

    private static string ProxyFile(Generation generation) =>
        generation.Files.Single(static file => file.Key.EndsWith(".Proxy.g.cs", StringComparison.Ordinal)).Value;
}
