using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>
/// What is written compiles without a warning in projects as strict as can be: nullable, checked arithmetic, the newest
/// warnings, documentation diagnosed.
/// </summary>
public sealed class GeneratedCodeTests
{
    private static readonly LanguageVersion[] Languages = [LanguageVersion.CSharp13, LanguageVersion.CSharp14, LanguageVersion.Preview];

    public static TheoryData<LanguageVersion, string> ShapesInEachLanguage => new(Languages.SelectMany(static language => Shape.Names.Select(shape => (language, shape))));

    [Theory]
    [MemberData(nameof(ShapesInEachLanguage))]
    public void Compiles_without_a_warning_in_each_language(LanguageVersion language, string shape)
    {
        var generation = (Project.Of(Shape.Read(shape)) with { Language = language }).Generate();

        Assert.NotEmpty(generation.Files);
        generation.AssertCompiles();
    }

    [Fact]
    public void All_shapes_compile_together()
    {
        var generation = Project.Of([.. Shape.Names.Select(Shape.Read)]).Generate();

        generation.AssertCompiles();
        Assert.True(generation.Files.Count > Shape.Names.Count);
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Warnings)]
    [InlineData(NullableContextOptions.Annotations)]
    public void Compiles_without_a_warning_where_nullability_is_another(NullableContextOptions nullable)
    {
        const string Text =
            """
            using System.Collections.Generic;
            using System.Threading.Tasks;

            namespace Shop;

            public interface IRow { }

            public interface ITable<TKey, TRow> : IReadOnlyDictionary<TKey, TRow>
                where TRow : class, IRow, new()
            {
                [Aspects.CircuitBreaker("table")]
                Task<TRow> FindAsync(TKey key, string name, params object[] more);

                [Aspects.CircuitBreaker("table")]
                Task ClearAsync(Dictionary<string, List<string[]>> filters);

                [Aspects.CircuitBreaker("table")]
                TOther Convert<TOther>(TRow row)
                    where TOther : class;

                string Name { get; set; }

                event System.EventHandler Changed;
            }
            """;

        (Project.Of(Text) with { Nullable = nullable }).Generate().AssertCompiles();
    }

    [Fact]
    public void Generated_code_names_the_version_of_its_generator()
    {
        var files = Project.Of("public interface I { [Aspects.CircuitBreaker(\"a\")] void M(); }").Generate().Files;

        var build = typeof(AspectsGenerator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        var version = build.InformationalVersion.Split('+')[0];
        Assert.All(files.Values, file => Assert.Contains($"GeneratedCode(\"Aspects\", \"{version}\")", file, StringComparison.Ordinal));
    }
}
