namespace Aspects.Compiler.Tests;

/// <summary>The proxy records where a setting comes from, if that place is not the interface.</summary>
public sealed class SettingSourceTests
{
    private const string Usings = "global using Aspects;";

    [Fact]
    public void Defaults_of_the_assembly_and_attributes_of_members_are_recorded()
    {
        var project = Project.Of(
            """
            [assembly: CircuitBreakerDefaults(Jitter = 0.2, BackoffFactor = 3)]

            namespace Shop;

            [CircuitBreaker("mail", ConsecutiveFailures = 8)]
            public interface IMail
            {
                [CircuitBreaker("mail", BreakSeconds = 60)]
                void Send();
            }
            """,
            Usings);

        var generation = project.Generate();

        generation.AssertCompiles();
        var proxy = generation.Files["Shop.IMail.Proxy.g.cs"];
        Assert.Contains($$""".WithSource("[assembly: CircuitBreakerDefaults] of {{generation.Output.AssemblyName}}", "BackoffFactor", "Jitter")""", proxy, StringComparison.Ordinal);
        Assert.Contains(""".WithSource("Shop.IMail.Send", "BreakDuration")""", proxy, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ConsecutiveFailures\"", proxy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[CircuitBreaker("mail", ConsecutiveFailures = 8)]""", "")]
    [InlineData("", """[CircuitBreaker("mail", ConsecutiveFailures = 8)]""")]
    public void Attributes_of_one_level_need_no_record(string onInterface, string onMember)
    {
        var project = Project.Of($"namespace Shop; {onInterface} public interface IMail {{ {onMember} void Send(); }}", Usings);

        Assert.DoesNotContain("WithSource", project.Generate().Files["Shop.IMail.Proxy.g.cs"], StringComparison.Ordinal);
    }
}
