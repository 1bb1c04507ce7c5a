using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Aspects.Compiler.Tests;

/// <summary>Which edits leave the declarations of a project as they are, so that what was parsed before still holds.</summary>
public sealed class DeclarationVersionTests
{
    private static readonly CSharpCompilation Empty = Project.Of().Compile();

    private const string Text =
        """
        namespace Shop;
        public static class Names { public const string Auth = "auth"; public static int Count => 1; }
        public interface IAuth { [Aspects.CircuitBreaker(Names.Auth)] void M(int a); int Default() { return 1; } }
        public class Auth(int first) : IAuth
        {
            private readonly int _field = 3;
            static Auth() { }
            ~Auth() { }
            public void M(int a) { System.Console.WriteLine(first); }
            public int P { get { return 5; } set => M(value); } = 2;
            public int this[int i] => i;
            public static Auth operator +(Auth a, Auth b) => a;
            public event System.Action E { add { } remove { } }
        }
        """;

    [Theory]
    [InlineData("return 1;", "return 2; /* more */")]
    [InlineData("System.Console.WriteLine(first);", "")]
    [InlineData("static Auth() { }", "static Auth() { var x = 1; _ = x; }")]
    [InlineData("~Auth() { }", "~Auth() { M(1); }")]
    [InlineData("return 5;", "return 6;")]
    [InlineData("set => M(value);", "set => M(value + 1);")]
    [InlineData("[int i] => i;", "[int i] => i + 1;")]
    [InlineData("Auth b) => a;", "Auth b) => b;")]
    [InlineData("add { }", "add { M(1); }")]
    [InlineData("Count => 1;", "Count => 2;")]
    [InlineData("namespace Shop;", "// What is sold.\nnamespace Shop;")]
    [InlineData("private readonly int _field", "/// <summary>A field.</summary>\n    private readonly int _field")]
    [InlineData("public class Auth(", "public class  Auth (")]
    public void An_edit_inside_a_body_or_of_a_comment_changes_nothing(string before, string after) =>
        Assert.Equal(VersionOf(Text), VersionOf(Replaced(before, after)));

    [Theory]
    [InlineData("\"auth\"", "\"other\"")]
    [InlineData("void M(int a); int", "void M(long a); int")]
    [InlineData("public class Auth(", "internal class Auth(")]
    [InlineData("_field = 3", "_field = 4")]
    [InlineData("; } set", "; } private set")]
    [InlineData("return 1; }", "return 1;\n#nullable disable\n}")]
    [InlineData("namespace Shop;", "using System;\nnamespace Shop;")]
    [InlineData("namespace Shop;", "#nullable disable\nnamespace Shop;")]
    [InlineData("int Default() { return 1; }", "int Default();")]
    [InlineData(" = 2;", " = 7;")]
    [InlineData("public int this[int i]", "public int this[long i]")]
    public void An_edit_of_a_declaration_is_another_version(string before, string after) =>
        Assert.NotEqual(VersionOf(Text), VersionOf(Replaced(before, after)));

    [Fact]
    public void What_a_program_does_at_its_top_is_a_body()
    {
        var version = VersionOf("M(1); static void M(int a) { } interface IAuth { }");

        Assert.Equal(version, VersionOf("M(2); static void M(long a) { } interface IAuth { }"));
        Assert.NotEqual(version, VersionOf("M(1); static void M(int a) { } interface IAuth2 { }"));
        Assert.NotEqual(version, VersionOf("interface IAuth { }"));
    }

    [Fact]
    public void What_a_symbol_of_the_preprocessor_leaves_out_is_not_declared()
    {
        const string Conditional = "#if DEBUG\ninterface IDebug { }\n#endif\ninterface IAuth { }";
        var release = VersionOf(Conditional);

        Assert.Equal(release, VersionOf(Conditional.Replace("IDebug { }", "IDebug { void M(); }", StringComparison.Ordinal)));
        Assert.NotEqual(release, Get(Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            Conditional, Project.Of().ParseOptions.WithPreprocessorSymbols("DEBUG"), "File1.cs", cancellationToken: TestContext.Current.CancellationToken))));
    }

    [Fact]
    public void An_inactive_directive_sets_nothing()
    {
        const string Conditional = "#if DEBUG\n#nullable disable\n#endif\ninterface IAuth { }";

        Assert.NotEqual(VersionOf(Conditional), Get(Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            Conditional, Project.Of().ParseOptions.WithPreprocessorSymbols("DEBUG"), "File1.cs", cancellationToken: TestContext.Current.CancellationToken))));
    }

    [Theory]
    [InlineData("struct S { string P { get => \"\"; } }", "struct S { string P { get => field; } }")]
    [InlineData("struct S(string p) { int M() => 1; }", "struct S(string p) { int M() => p.Length; }")]
    [InlineData("record struct S { string P { get { return \"\"; } } }", "record struct S { string P { get { return field; } } }")]
    public void A_body_of_a_struct_may_ask_for_a_field(string before, string after) => Assert.NotEqual(VersionOf(before), VersionOf(after));

    // The compiler itself decides: it turns nullability off in a file that it regards as generated.
    [Theory]
    [InlineData("// <auto-generated/>\n", true)]
    [InlineData("// Written by hand.\n\n/* This file is <autogenerated /> */\n", true)]
    [InlineData("#if true\n// <auto-generated/>\n", true)]
    [InlineData("// <auto>\n", false)]
    [InlineData("// <automatic/>\n", false)]
    [InlineData("// <Auto-Generated/>\n", false)]
    [InlineData("/// <auto-generated/>\n", false)]
    [InlineData("#if false\n// <auto-generated/>\n#endif\n", false)]
    public void A_comment_changes_the_version_where_the_compiler_regards_the_file_as_generated(string top, bool isGenerated)
    {
        var end = top.StartsWith("#if true", StringComparison.Ordinal) ? "\n#endif" : "";
        var compilation = Empty.AddSyntaxTrees(Project.Of().Parse("File1.cs", $"{top}interface IAuth {{ string M(); }}{end}"));
        var method = compilation.GetTypeByMetadataName("IAuth")!.GetMembers("M").OfType<IMethodSymbol>().Single();
        var unmarked = top.Replace("auto", "other", StringComparison.OrdinalIgnoreCase);

        Assert.Equal(isGenerated ? NullableAnnotation.None : NullableAnnotation.NotAnnotated, method.ReturnNullableAnnotation);
        Assert.Equal(isGenerated, !Get(compilation).Equals(VersionOf($"{unmarked}interface IAuth {{ string M(); }}{end}")));
    }

    [Fact]
    public void A_version_keeps_no_compilation_that_is_referenced()
    {
        var (version, referenced) = Make();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(referenced.IsAlive);
        Assert.NotEqual(version, Get(Empty));

        // Apart, so that nothing here keeps it alive.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static (DeclarationVersion Version, WeakReference Referenced) Make()
        {
            var library = Project.Of("public interface ILibrary { }").Compile().WithAssemblyName("Library");
            return (Get(Empty.AddReferences(library.ToMetadataReference())), new WeakReference(library));
        }
    }

    [Fact]
    public void Another_file_name_option_or_reference_is_another_version()
    {
        var project = Project.Of(Text);
        var compilation = project.Compile();
        var tree = compilation.SyntaxTrees.Single();
        var version = Get(compilation);

        Assert.Equal(version, Get(compilation.ReplaceSyntaxTree(tree, project.Parse(tree.FilePath, Text))));
        Assert.NotEqual(version, Get(compilation.ReplaceSyntaxTree(tree, project.Parse("Other.cs", Text))));
        Assert.NotEqual(version, Get(compilation.AddSyntaxTrees(project.Parse("More.cs", "class More { }"))));
        Assert.NotEqual(version, Get(compilation.WithOptions(compilation.Options.WithAllowUnsafe(false))));
        Assert.NotEqual(version, Get(compilation.WithAssemblyName("Other")));
        Assert.NotEqual(version, Get(compilation.RemoveReferences(compilation.References.First())));
        Assert.NotEqual(version, Get((project with { Language = LanguageVersion.CSharp13 }).Compile()));
    }

    [Fact]
    public void What_is_written_follows_an_edit_of_a_declaration_in_another_file()
    {
        const string Names = "namespace Shop; public static class Names { public const string Auth = \"auth\"; public static void M() { } }";
        var project = Project.Of(Names, "namespace Shop; public interface IAuth { [Aspects.CircuitBreaker(Names.Auth)] void M(); }");
        var first = project.Generate();

        var second = Edit(first, Names.Replace("{ }", "{ M(); }", StringComparison.Ordinal));
        var third = Edit(second, Names.Replace("\"auth\"", "\"other\"", StringComparison.Ordinal));

        Assert.Equal(first.Files, second.Files);
        Assert.Contains("aspects.CircuitBreakers.GetOrAdd(\"other\"", third.Files["Shop.IAuth.Proxy.g.cs"], StringComparison.Ordinal);
        third.AssertCompiles();

        Generation Edit(Generation generation, string text) => generation.After(compilation =>
            compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(static tree => tree.FilePath == "File1.cs"), project.Parse("File1.cs", text)));
    }

    private static string Replaced(string before, string after)
    {
        Assert.Contains(before, Text, StringComparison.Ordinal);
        return Text.Replace(before, after, StringComparison.Ordinal);
    }

    // Of one compilation each: the references and options are the same.
    private static DeclarationVersion VersionOf(string text) => Get(Empty.AddSyntaxTrees(Project.Of().Parse("File1.cs", text)));

    private static DeclarationVersion Get(Compilation compilation) => DeclarationVersion.Get(compilation, TestContext.Current.CancellationToken);
}
