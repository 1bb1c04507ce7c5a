using System.ComponentModel;

namespace Aspects;

/// <summary>Names the generated class that adds the proxies of an assembly to <see cref="AspectCatalog"/>.</summary>
/// <remarks>
/// The generator writes this attribute. The generator of a referencing project writes code that calls the class.
/// </remarks>
/// <param name="catalogType">The class. It has a public static method <c>Register</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AspectCatalogAttribute(Type catalogType) : Attribute
{
    /// <summary>The class.</summary>
    public Type CatalogType { get; } = catalogType;
}
