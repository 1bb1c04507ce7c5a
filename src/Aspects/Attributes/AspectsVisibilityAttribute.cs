namespace Aspects;

/// <summary>Sets the visibility of the extensions <c>WithAspects</c> that are generated in this assembly.</summary>
/// <remarks>
/// Without this attribute, <see cref="AspectVisibility.SameAsInterface"/> applies. Proxies are internal in every case;
/// other assemblies create them by the extension or through dependency injection.
/// </remarks>
/// <param name="visibility">The visibility of the extensions.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AspectsVisibilityAttribute(AspectVisibility visibility) : Attribute
{
    /// <summary>Gets the visibility of the extensions.</summary>
    public AspectVisibility Visibility { get; } = visibility;
}
