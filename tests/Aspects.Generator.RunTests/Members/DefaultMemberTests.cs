using Shop.DefaultMembers;

namespace Aspects.Generator.RunTests;

/// <summary>A default member calls the override of the implementation, or the interface without an override.</summary>
public sealed class DefaultMemberTests
{
    private readonly AspectRegistry _aspects = new();

    [Fact]
    public void An_override_in_the_implementation_is_called()
    {
        var inner = new Overriding();
        var proxy = ((ISecondVersion)inner).WithAspects(_aspects);

        proxy.Happened += static () => { };

        Assert.Equal(100, proxy.Doubled());
        Assert.Equal("implementation", proxy.Text);
        Assert.Equal("implementation", proxy.Replaced());
        Assert.Equal("implementation", proxy.Demanded());
        Assert.Equal(1, inner.Listeners);
        Assert.Equal(8, proxy.Sealed());
    }

    [Fact]
    public void A_default_member_without_an_override_is_called_in_the_interface()
    {
        var proxy = ((ISecondVersion)new Plain()).WithAspects(_aspects);

        Assert.Equal(14, proxy.Doubled());
        Assert.Equal("interface", proxy.Text);
        Assert.Equal("second", proxy.Replaced());
        Assert.Throws<NotSupportedException>(() => proxy.Happened += static () => { });
    }

    private class Plain : ISecondVersion
    {
        public int Required() => 7;

        public string Demanded() => "implementation";
    }

    private sealed class Overriding : Plain, ISecondVersion
    {
        public event Action? Happened
        {
            add => Listeners++;
            remove => Listeners--;
        }

        public int Listeners { get; private set; }

        public string Text => "implementation";

        public int Doubled() => 100;

        string IFirstVersion.Replaced() => "implementation";
    }
}
