namespace Aspects.Compiler.Tests;

/// <summary>The documentation of a proxy lists which breaker guards which members.</summary>
public sealed class GuardedMembersTests
{
    [Fact]
    public void Overloads_have_parameters_where_one_of_them_is_guarded_differently() => AssertRemarks(
        """
        public interface I
        {
            [CircuitBreaker("a")] void Read(int id);
            void Read(string name, out List<int> found);
            [CircuitBreaker("a")] void Write(int id);
            [CircuitBreaker("a")] void Write(string name);
        }
        """,
        """
        /// <para>Guarded by "a": Read(int), Write.</para>
        /// <para>Not guarded: Read(string, out List&lt;int&gt;).</para>
        """);

    [Fact]
    public void A_hidden_member_has_the_name_of_its_interface_where_it_is_guarded_differently() => AssertRemarks(
        """
        public interface IBase { void Read(); }
        public interface I : IBase { [CircuitBreaker("a")] new void Read(); }
        """,
        """
        /// <para>Guarded by "a": Read().</para>
        /// <para>Not guarded: IBase.Read().</para>
        """);

    [Fact]
    public void Accessors_are_listed_where_they_are_guarded_differently() => AssertRemarks(
        """
        public interface I
        {
            int Count { [CircuitBreaker("a")] get; set; }
            int Size { [CircuitBreaker("a")] get; init; }
            [CircuitBreaker("b")] int Both { get; set; }
            [CircuitBreaker("b")] int this[int row, in long column] { get; }
            event Action Changed;
        }
        """,
        """
        /// <para>Guarded by "a": Count (get), Size (get).</para>
        /// <para>Guarded by "b": Both, this[int, in long].</para>
        /// <para>Not guarded: Count (set), Size (init), Changed.</para>
        """);

    [Fact]
    public void A_long_list_is_wrapped()
    {
        var members = string.Join(' ', Enumerable.Range(1, 60).Select(static number => $"void Method{number}();"));

        var proxy = Generate($"[CircuitBreaker(\"a\")] public interface I {{ {members} }}");

        Assert.Contains("/// <para>\n/// Guarded by \"a\": Method1, Method2, ", proxy, StringComparison.Ordinal);
        Assert.Contains("Method59, Method60.\n/// </para>\n", proxy, StringComparison.Ordinal);
        Assert.All(proxy.Split('\n'), static line => Assert.True(line.Length <= 120, line));
    }

    private static void AssertRemarks(string text, string remarks) =>
        Assert.Contains($"/// <remarks>\n{remarks.ReplaceLineEndings("\n")}\n/// </remarks>\n", Generate(text), StringComparison.Ordinal);

    private static string Generate(string text)
    {
        var generation = Project.Of("using System; using System.Collections.Generic; using Aspects;\n" + text).Generate();
        generation.AssertCompiles(1);
        return generation.Files["I.Proxy.g.cs"];
    }
}
