namespace Aspects.Compiler;

/// <summary>The entry of one proxy in the catalog of an assembly.</summary>
/// <param name="InterfaceDefinition">The interface, as <c>typeof</c> takes it.</param>
/// <param name="ProxyType">The class of the proxy, as <c>typeof</c> takes it.</param>
/// <param name="IsGeneric">Whether it has type parameters.</param>
/// <param name="IsNamedWithPointers">Whether its name contains pointers, which only unsafe code may write.</param>
/// <param name="IsObsolete">Whether the interface is obsolete.</param>
/// <param name="Warnings">Warnings that its names raise.</param>
/// <param name="Descriptors">The descriptors of its aspects.</param>
internal sealed record CatalogEntryModel(
    string InterfaceDefinition,
    string ProxyType,
    bool IsGeneric,
    bool IsNamedWithPointers,
    bool IsObsolete,
    EquatableArray<string> Warnings,
    EquatableArray<DescriptorModel> Descriptors);

/// <summary>The assembly being compiled, and the catalogs of its references.</summary>
/// <param name="AssemblyName">Its name.</param>
/// <param name="ExternAliases">The aliases that the catalog declares.</param>
/// <param name="ReferencedCatalogs">The generated classes that list the proxies of referenced assemblies.</param>
internal sealed record AssemblyModel(string AssemblyName, EquatableArray<string> ExternAliases, EquatableArray<string> ReferencedCatalogs);
