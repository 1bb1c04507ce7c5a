namespace Aspects.Hosting;

/// <summary>
/// The private key of the inner service behind a proxy. A key equals only itself.
/// </summary>
internal sealed class InnerServiceKey(Type serviceType)
{
    /// <summary>Returns the text that error messages of the container show.</summary>
    public override string ToString() => $"inner service of the proxy for {CSharpName.Format(serviceType)}";
}
