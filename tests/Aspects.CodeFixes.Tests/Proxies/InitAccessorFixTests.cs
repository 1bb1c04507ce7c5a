namespace Aspects.CodeFixes.Tests;

/// <summary>ASPECT0006: init accessors become setters.</summary>
public sealed class InitAccessorFixTests
{
    [Fact]
    public Task Init_becomes_set_in_the_interface_and_where_it_is_implemented() => Fix.Applies<InitAccessorFix>(
        "Use set instead of init",
        [
            """[CircuitBreaker("a")] public interface IAuth { string Name { get; init; } void A(); }""",
            """
            public class Auth : IAuth
            {
                public string Name { get; init /* once */; } = "";
                public void A() { }
            }
            public class Other : IAuth
            {
                string IAuth.Name { get => ""; init => _ = value; }
                public void A() { }
            }
            """,
        ],
        [
            """[CircuitBreaker("a")] public interface IAuth { string Name { get; set; } void A(); }""",
            """
            public class Auth : IAuth
            {
                public string Name { get; set /* once */; } = "";
                public void A() { }
            }
            public class Other : IAuth
            {
                string IAuth.Name { get => ""; set => _ = value; }
                public void A() { }
            }
            """,
        ]);

    [Fact]
    public Task Overrides_change_with_the_implementation() => Fix.Applies<InitAccessorFix>(
        "Use set instead of init",
        """
        [CircuitBreaker("a")] public interface IAuth { string Name { get; init; } void A(); }
        public abstract class Base { public virtual string Name { get; init; } = ""; }
        public abstract class Auth : Base, IAuth { public abstract override string Name { get; init; } public void A() { } }
        public class Derived : Auth { public override string Name { get => ""; init { } } }
        """,
        """
        [CircuitBreaker("a")] public interface IAuth { string Name { get; set; } void A(); }
        public abstract class Base { public virtual string Name { get; set; } = ""; }
        public abstract class Auth : Base, IAuth { public abstract override string Name { get; set; } public void A() { } }
        public class Derived : Auth { public override string Name { get => ""; set { } } }
        """);

    [Theory]
    [InlineData("public record Auth(string Name) : IAuth { public void A() { } }", "public record Auth(string Name) : IAuth { public string Name { get; set; } = Name; public void A() { } }")]
    [InlineData("public record Auth(string Name) : Base, IAuth; // why", "public record Auth(string Name) : Base, IAuth { public string Name { get; set; } = Name; } // why")]
    [InlineData("public record Auth(string Name) : IAuth\r\n{\r\n  public void A() { }\r\n}\r\n", "public record Auth(string Name) : IAuth\r\n{\r\n  public string Name { get; set; } = Name;\r\n  public void A() { }\r\n}\r\n")]
    public Task A_record_that_has_the_property_as_a_parameter_declares_it(string before, string after) => Fix.Applies<InitAccessorFix>(
        "Use set instead of init",
        [Interface("init"), before],
        [Interface("set"), after]);

    [Theory]
    [InlineData("public readonly record struct Auth(string Name) : IAuth { public void A() { } }")]
    [InlineData("public readonly struct Auth : IAuth { public string Name { get; init; } public void A() { } }")]
    [InlineData("public class Auth : IAuth { readonly string _name = \"\"; public string Name { get => _name; init => _name = value; } public void A() { } }")]
    public Task There_is_no_fix_if_an_implementation_cannot_have_a_setter(string implementation) => Fix.Offers<InitAccessorFix>($"{Interface("init")} {implementation}");

    private static string Interface(string accessor) =>
        $$"""[CircuitBreaker("a")] public interface IAuth { string Name { get; {{accessor}}; } void A(); } public record Base { public void A() { } }""";
}
