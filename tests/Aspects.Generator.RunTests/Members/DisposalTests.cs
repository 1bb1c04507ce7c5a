using Shop.Stock;

namespace Aspects.Generator.RunTests;

/// <summary>A proxy forwards disposal in every state of the circuit.</summary>
public sealed class DisposalTests
{
    [Fact]
    public async Task An_open_circuit_does_not_reject_disposal()
    {
        var aspects = new AspectRegistry();
        var inner = (IStock)RecordingStub.Create(typeof(IStock), static (method, _) => new SampleValues().Create(method.ReturnType), out var calls);
        var proxy = inner.WithAspects(aspects);
        Circuits.Open(aspects, "stock");
        Circuits.Open(aspects, "stock prices");

        proxy.Dispose();
        await proxy.DisposeAsync();

        Assert.Equal(["Dispose", "DisposeAsync"], calls.Select(static call => call.Method.Name));
        Assert.Throws<CircuitBreakerOpenException>(() => proxy.Count("item"));
    }
}
