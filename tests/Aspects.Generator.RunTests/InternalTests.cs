using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>What only this assembly may see has a proxy that only this assembly may see.</summary>
public sealed class InternalTests
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
    public void Nothing_that_is_generated_for_interfaces_is_public() =>
        Assert.All(
            typeof(InternalTests).Assembly.GetTypes().Where(static type =>
                type.Name.EndsWith("Proxy", StringComparison.Ordinal)
                || type.Name.Contains("ProxyExtensions", StringComparison.Ordinal)),
            static type => Assert.False(type.IsVisible));

    private sealed class Inner : IWithInternalMember
    {
        public Task PublicAsync() => Task.CompletedTask;

        Task<int> IWithInternalMember.HiddenAsync(int number) => Task.FromResult(number);
    }
}
