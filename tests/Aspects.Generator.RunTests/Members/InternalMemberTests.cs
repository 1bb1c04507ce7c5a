using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>The proxies of internal interfaces and members are internal.</summary>
public sealed class InternalMemberTests
{
    private readonly AspectRegistry _aspects = new();

    [Fact]
    public async Task An_internal_member_of_a_public_interface_is_forwarded()
    {
        var proxy = ((IWithInternalMember)new Inner()).WithAspects(_aspects);

        await proxy.PublicAsync();

        Assert.Equal(7, await proxy.HiddenAsync(7));
        Assert.Equal(1, _aspects.CircuitBreakers.GetOrAdd("internal").GetSnapshot().Succeeded);
    }

    [Fact]
    public void No_generated_type_of_an_interface_is_public() =>
        Assert.All(
            typeof(InternalMemberTests).Assembly.GetTypes().Where(static type =>
                type.Name.EndsWith("Proxy", StringComparison.Ordinal)
                || type.Name.Contains("ProxyExtensions", StringComparison.Ordinal)),
            static type => Assert.False(type.IsVisible));

    private sealed class Inner : IWithInternalMember
    {
        public Task PublicAsync() => Task.CompletedTask;

        Task<int> IWithInternalMember.HiddenAsync(int number) => Task.FromResult(number);
    }
}
