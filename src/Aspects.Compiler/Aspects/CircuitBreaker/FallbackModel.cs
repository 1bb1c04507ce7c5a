namespace Aspects.Compiler;

/// <summary>What answers in place of a call.</summary>
/// <param name="Place">Where it is called.</param>
/// <param name="Field">The field that holds the instance, where it is an instance.</param>
/// <param name="Container">The interface that declares it, as it is written in code.</param>
/// <param name="IsCast">Whether what it is called on has to be taken for that.</param>
/// <param name="Name">The method; <see langword="null"/> for the member itself, of another implementation.</param>
/// <param name="TakesException">Whether it is told why.</param>
/// <param name="OnFailure">Whether it answers for calls that fail, and not only for those that are turned away.</param>
internal sealed record FallbackModel(
    FallbackPlace Place, string? Field, string Container, bool IsCast, string? Name, bool TakesException, bool OnFailure);

/// <summary>An instance that answers in place of the inner one.</summary>
/// <param name="Type">Its type, which has a constructor without parameters.</param>
/// <param name="Field">The field that holds it.</param>
/// <param name="IsWhole">Whether it implements the whole interface, and not only one that is inherited.</param>
internal sealed record FallbackInstanceModel(string Type, string Field, bool IsWhole);

internal enum FallbackPlace
{
    /// <summary>On the instance behind the proxy.</summary>
    Inner,

    /// <summary>On the proxy, where another breaker guards it.</summary>
    Proxy,

    /// <summary>On the interface: it is static.</summary>
    Interface,

    /// <summary>On another implementation.</summary>
    Instance,
}
