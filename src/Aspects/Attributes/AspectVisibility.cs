namespace Aspects;

/// <summary>The visibility of the extension <c>WithAspects</c> that is generated for an interface.</summary>
public enum AspectVisibility
{
    /// <summary>Public for a public interface of the project, internal for every other interface.</summary>
    SameAsInterface,

    /// <summary>Internal for every interface.</summary>
    Internal,
}
