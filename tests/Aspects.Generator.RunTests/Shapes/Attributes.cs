using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using Aspects;

namespace Shop.Attributes;

[CircuitBreaker("attributes")]
public interface IAttributes
{
    bool TryGet(string key, [NotNullWhen(true)] out string? value);

    [return: NotNullIfNotNull(nameof(text))]
    string? Trim(string? text);

    [DoesNotReturn]
    void Fail(string message);

    void Assert([DoesNotReturnIf(false)] bool condition);

    [AllowNull]
    string Name { get; set; }

    [return: MaybeNull]
    T First<T>([DisallowNull] T value);

    [Obsolete("Use something newer.")]
    void Old();

    [Obsolete("Use something newer.", error: true)]
    int OldProperty { get; set; }

    [Experimental("SHOP1")]
    Task NewAsync();

    [SupportedOSPlatform("linux")]
    [UnsupportedOSPlatform("windows")]
    void OnLinux();

    [RequiresUnreferencedCode("Reads \"types\".", Url = "https://example.org/trim")]
    [RequiresDynamicCode("Writes code.")]
    object Create([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type);

    void Inspect<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>();
}

[Obsolete("Use IAttributes.")]
public interface IObsolete
{
    [CircuitBreaker("obsolete")]
    Task CallAsync();
}

[Obsolete("Use IAttributes.", error: true)]
public interface IForbidden
{
    [CircuitBreaker("forbidden")]
    Task CallAsync();
}

[Experimental("SHOP2")]
public interface IExperimental
{
    [CircuitBreaker("experimental")]
    Task CallAsync();
}
