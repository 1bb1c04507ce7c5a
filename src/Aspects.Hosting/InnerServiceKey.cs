namespace Aspects.Hosting;

/// <summary>The key of a registration that has a proxy in its place: equal to no other, and known to the proxy alone.</summary>
internal sealed class InnerServiceKey(Type serviceType)
{
    /// <summary>For the container's error messages.</summary>
    public override string ToString() => $"behind the circuit breaker of {CSharpName.Format(serviceType)}";
}
