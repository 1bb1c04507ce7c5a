namespace Aspects.Compiler;

/// <summary>The proxy of one interface, with everything that its file contains.</summary>
/// <param name="Namespace">The namespace; empty for the global namespace.</param>
/// <param name="HintName">The name of the file, without the number that distinguishes equal names.</param>
/// <param name="InterfaceType">The interface as it is written in code, such as
/// <c>global::Shop.IStore&lt;T&gt;</c>.</param>
/// <param name="InterfaceReference">The interface as it is written in documentation, such as
/// <c>global::Shop.IStore{T}</c>.</param>
/// <param name="InterfaceDefinition">The interface in <c>typeof</c>, such as
/// <c>global::Shop.IStore&lt;&gt;</c>.</param>
/// <param name="DisplayName">The interface in messages, such as <c>Shop.IStore&lt;T&gt;</c>.</param>
/// <param name="BaseName">The start of the names of the generated types, such as <c>Store</c>.</param>
/// <param name="TypeParameters">The type parameters of the interface and of its containing types.</param>
/// <param name="IsPublic">Whether the extension is public.</param>
/// <param name="IsUnsafe">Whether the name of the interface, or of an interface that it inherits, contains
/// pointers.</param>
/// <param name="IsObsolete">Whether the interface or the code of an aspect is obsolete, so that only obsolete code may
/// name it.</param>
/// <param name="Warnings">Warnings that the names in the interface raise.</param>
/// <param name="FlowWarnings">Warnings that the bodies of members raise.</param>
/// <param name="ExternAliases">The aliases that the file declares.</param>
/// <param name="Names">The names that the file declares.</param>
/// <param name="Aspects">What each aspect adds to the proxy.</param>
/// <param name="Members">The members of the interface and of the interfaces that it inherits.</param>
internal sealed record ProxyModel(
    string Namespace,
    string HintName,
    string InterfaceType,
    string InterfaceReference,
    string InterfaceDefinition,
    string DisplayName,
    string BaseName,
    EquatableArray<TypeParameterModel> TypeParameters,
    bool IsPublic,
    bool IsUnsafe,
    bool IsObsolete,
    EquatableArray<string> Warnings,
    EquatableArray<string> FlowWarnings,
    EquatableArray<string> ExternAliases,
    LocalNames Names,
    EquatableArray<ProxyAspectModel> Aspects,
    EquatableArray<MemberModel> Members)
{
    public bool IsGeneric => TypeParameters.Count > 0;

    /// <summary>Whether only unsafe code may name the interface.</summary>
    public bool IsNamedWithPointers => InterfaceType.Contains("*");

    public FileNames.Candidate FileName => new(HintName, InterfaceDefinition);

    public string ClassName => ClassNameOf(BaseName);

    public string ExtensionsName => ExtensionsNameOf(BaseName);

    /// <summary>The class that holds the static fields of aspects. This class is never generic.</summary>
    /// <remarks>Code outside a generic class needs type arguments to name the class.</remarks>
    public string StaticsHolder => IsGeneric ? ExtensionsName : ClassName;

    public static string ClassNameOf(string baseName) => baseName + "Proxy";

    public static string ExtensionsNameOf(string baseName) => baseName + "ProxyExtensions";
}
