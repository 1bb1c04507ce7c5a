using Consumers.Old;
using Consumers.Strict;

namespace Aspects.Generator.RunTests;

/// <summary>
/// The proxies of two referenced projects with other settings. The first part of the test is that these projects
/// compile without warnings. This project references one of them, which references the other.
/// </summary>
public sealed class ReferencedProjectTests
{
    private readonly AspectRegistry _aspects = new();

    [Theory]
    [InlineData(typeof(IClock), "clock")]
    [InlineData(typeof(IHidden), "hidden")]
    [InlineData(typeof(ICounter), "counter")]
    [InlineData(typeof(IStrictClock), "strict clock", "clock")]
    public void The_proxies_of_referenced_assemblies_are_in_the_catalog(Type interfaceType, params string[] breakers)
    {
        Assert.True(AspectCatalog.TryFind(interfaceType, out var proxy));

        Assert.Equal(breakers, proxy.Breakers.Select(static breaker => breaker.Name));
        Assert.NotEqual(typeof(ReferencedProjectTests).Assembly, interfaceType.Assembly);
        Assert.IsType(interfaceType, proxy.CreateProxy(RecordingStub.Create(interfaceType, static (_, _) => null, out _), _aspects), exactMatch: false);
    }

    [Fact]
    public void A_generic_interface_without_nullability_is_in_the_catalog()
    {
        Assert.True(AspectCatalog.TryFind(typeof(ILedgerDictionary<int, string>), out var proxy));

        Assert.Equal(["ledger"], proxy.Breakers.Select(static breaker => breaker.Name));
    }

    [Fact]
    public async Task The_public_extension_of_a_referenced_project_returns_its_proxy()
    {
        var inner = (ICounter)RecordingStub.Create(
            typeof(ICounter),
            static (method, arguments) => method.Name == nameof(ICounter.Add)
                ? checked((int)arguments[0]! + int.MaxValue)
                : Task.FromResult((int)arguments[0]!),
            out _);
        var counter = inner.WithAspects(_aspects);

        Assert.Equal(5, await counter.AddAsync(5, TestContext.Current.CancellationToken));
        Assert.Throws<OverflowException>(() => counter.Add(1));
        var snapshot = _aspects.CircuitBreakers.GetOrAdd("counter").GetSnapshot();
        Assert.Equal((1, 1), (snapshot.Succeeded, snapshot.Failed));
    }

    [Fact]
    public void A_visible_internal_interface_has_one_proxy_in_each_assembly()
    {
        Assert.True(AspectCatalog.TryFind(typeof(IHidden), out var hidden));
        var inner = (IHidden)RecordingStub.Create(typeof(IHidden), static (_, arguments) => arguments[0], out _);

        Assert.Equal(3, ((IHidden)hidden.CreateProxy(inner, _aspects)).Number(3));
        Assert.Equal(["hidden", "seen"], AspectCatalog.Proxies
            .Where(static proxy => proxy.InterfaceType.IsAssignableTo(typeof(IHidden)))
            .SelectMany(static proxy => proxy.Breakers.Select(static breaker => breaker.Name))
            .Distinct()
            .Order(StringComparer.Ordinal));
    }
}
