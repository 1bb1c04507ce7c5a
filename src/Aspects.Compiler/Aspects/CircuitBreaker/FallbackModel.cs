namespace Aspects.Compiler;

/// <summary>The fallback of a call.</summary>
/// <param name="Place">The target of its call.</param>
/// <param name="Field">The field that holds the instance; <see langword="null"/> if the fallback is a
/// method.</param>
/// <param name="Container">The declaring interface, as code.</param>
/// <param name="IsCast">Whether the target is cast to that interface.</param>
/// <param name="Name">The method; <see langword="null"/> for the same member of another implementation.</param>
/// <param name="TakesException">Whether the method takes the exception.</param>
/// <param name="OnFailure">Whether the fallback answers failed calls, and not only rejected calls.</param>
internal sealed record FallbackModel(
    FallbackPlace Place, string? Field, string Container, bool IsCast, string? Name, bool TakesException, bool OnFailure);

/// <summary>An instance that answers in place of the inner instance.</summary>
/// <param name="Type">The type. The type has a constructor without parameters.</param>
/// <param name="Field">The field that holds the instance.</param>
/// <param name="IsWhole">Whether the type implements the whole interface, and not only a base interface.</param>
internal sealed record FallbackInstanceModel(string Type, string Field, bool IsWhole);

internal enum FallbackPlace
{
    /// <summary>On the inner instance.</summary>
    Inner,

    /// <summary>On the proxy, because another breaker guards the fallback.</summary>
    Proxy,

    /// <summary>On the interface, as a static method.</summary>
    Interface,

    /// <summary>On another implementation.</summary>
    Instance,
}
