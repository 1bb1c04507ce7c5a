namespace Aspects.Compiler;

/// <summary>What an assembly's catalog says of one proxy.</summary>
/// <param name="InterfaceDefinition">The interface, as <c>typeof</c> takes it.</param>
/// <param name="ProxyType">The class of the proxy, likewise.</param>
/// <param name="IsGeneric">Whether it has type parameters.</param>
/// <param name="IsNamedWithPointers">Whether pointers are in its name, so that only unsafe code may write it.</param>
/// <param name="IsObsolete">Whether the interface is obsolete.</param>
/// <param name="Warnings">Warnings that its names bring with them.</param>
/// <param name="Descriptors">The descriptors of its aspects.</param>
internal sealed record CatalogEntryModel(
    string InterfaceDefinition,
    string ProxyType,
    bool IsGeneric,
    bool IsNamedWithPointers,
    bool IsObsolete,
    EquatableArray<string> Warnings,
    EquatableArray<DescriptorModel> Descriptors);

/// <summary>The assembly being compiled, and the catalogs of those it references.</summary>
/// <param name="AssemblyName">Its name.</param>
/// <param name="ExternAliases">The aliases by which alone some of its references are known.</param>
/// <param name="ReferencedCatalogs">The generated classes that list the proxies of referenced assemblies.</param>
internal sealed record AssemblyModel(string AssemblyName, EquatableArray<string> ExternAliases, EquatableArray<string> ReferencedCatalogs);
