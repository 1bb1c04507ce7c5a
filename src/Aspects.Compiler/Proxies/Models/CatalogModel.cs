namespace Aspects.Compiler;

/// <summary>The entry of one proxy in the catalog of an assembly.</summary>
/// <param name="InterfaceDefinition">The interface, as <c>typeof</c> takes it.</param>
/// <param name="ProxyType">The class of the proxy, as <c>typeof</c> takes it.</param>
/// <param name="IsGeneric">Whether the interface has type parameters.</param>
/// <param name="IsNamedWithPointers">Whether the name of the interface contains pointers, which only unsafe code may
/// write.</param>
/// <param name="IsObsolete">Whether the interface is obsolete.</param>
/// <param name="Warnings">Warnings that the names in the interface raise.</param>
/// <param name="Descriptors">The descriptors of the aspects.</param>
internal sealed record CatalogEntryModel(
    string InterfaceDefinition,
    string ProxyType,
    bool IsGeneric,
    bool IsNamedWithPointers,
    bool IsObsolete,
    EquatableArray<string> Warnings,
    EquatableArray<DescriptorModel> Descriptors);

/// <summary>The assembly being compiled, and the catalogs of its references.</summary>
/// <param name="AssemblyName">The name of the assembly.</param>
/// <param name="ExternAliases">The aliases that the catalog declares.</param>
/// <param name="ReferencedCatalogs">The generated classes that list the proxies of referenced assemblies.</param>
internal sealed record AssemblyModel(string AssemblyName, EquatableArray<string> ExternAliases, EquatableArray<string> ReferencedCatalogs);
