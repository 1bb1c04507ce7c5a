using Shop.Stock;

namespace Aspects.Generator.RunTests;

/// <summary>What holds resources can always be freed.</summary>
public sealed class DisposalTests
{
    [Fact]
    public async Task An_open_circuit_lets_disposal_through()
    {
        var aspects = new AspectRegistry();
        var inner = (IStock)Recorder.Create(typeof(IStock), static (method, _) => new Samples().Of(method.ReturnType), out var calls);
        var proxy = inner.WithAspects(aspects);
        Circuits.Open(aspects, "stock");
        Circuits.Open(aspects, "stock prices");

        proxy.Dispose();
        await proxy.DisposeAsync();

        Assert.Equal(["Dispose", "DisposeAsync"], calls.Select(static call => call.Method.Name));
        Assert.Throws<CircuitBreakerOpenException>(() => proxy.Count("item"));
    }
}
