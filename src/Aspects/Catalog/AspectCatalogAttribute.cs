using System.ComponentModel;

namespace Aspects;

/// <summary>
/// Names the generated class that lists an assembly's proxies, so that the generator of a referencing project can
/// call it directly. Written by the generator.
/// </summary>
/// <param name="catalogType">The class; it has a public static method <c>Register</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AspectCatalogAttribute(Type catalogType) : Attribute
{
    /// <summary>The class.</summary>
    public Type CatalogType { get; } = catalogType;
}
