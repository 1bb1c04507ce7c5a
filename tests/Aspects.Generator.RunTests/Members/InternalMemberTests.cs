using System.Reflection;
using Shop;

namespace Aspects.Generator.RunTests;

/// <summary>Internal members are forwarded; what is generated is no more visible than its interface.</summary>
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
    public void No_proxy_is_public() =>
        Assert.All(
            GeneratedTypes.Where(static type => type.Name.EndsWith("Proxy", StringComparison.Ordinal)),
            static type => Assert.False(type.IsVisible));

    [Fact]
    public void An_extension_is_public_where_its_interface_is_a_public_one_of_the_project() =>
        Assert.All(
            GeneratedTypes.SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(static method => method.Name == "WithAspects"),
            static method =>
            {
                var type = method.GetParameters()[0].ParameterType;
                Assert.Equal(type.IsVisible && type.Assembly == method.Module.Assembly, method.IsPublic);
                Assert.True(method.DeclaringType!.IsVisible || !method.IsPublic);
            });

    private static IEnumerable<Type> GeneratedTypes => typeof(InternalMemberTests).Assembly.GetTypes()
        .Where(static type => type.Name.Contains("Proxy", StringComparison.Ordinal));

    private sealed class Inner : IWithInternalMember
    {
        public Task PublicAsync() => Task.CompletedTask;

        Task<int> IWithInternalMember.HiddenAsync(int number) => Task.FromResult(number);
    }
}
