namespace Aspects.Compiler;

/// <summary>What one aspect does at one call of a member.</summary>
internal abstract record CallAspectModel
{
    /// <summary>Writes a method or an accessor with its declaration.</summary>
    public abstract void Write(SourceWriter writer, CallCode call, ProxyModel proxy);
}

/// <summary>What one aspect adds to a proxy as a whole, and to the catalog.</summary>
internal abstract record ProxyAspectModel
{
    /// <summary>The aspect in words, as in "Calls an interface through circuit breaker auth".</summary>
    public abstract string Description { get; }

    /// <summary>
    /// Returns the parameter of the constructor and of the extension; <see langword="null"/> if the aspect needs none.
    /// </summary>
    public abstract OptionalParameterModel? GetParameter(ProxyModel proxy);

    /// <summary>Writes the paragraphs about the members that the aspect covers.</summary>
    public abstract void WriteRemarks(SourceWriter writer, ProxyModel proxy);

    /// <summary>Writes the static fields that all instances of the proxy share.</summary>
    public abstract void WriteStaticFields(SourceWriter writer);

    public abstract void WriteFields(SourceWriter writer, ProxyModel proxy);

    /// <summary>Writes the statements of the constructor that set the fields.</summary>
    public abstract void WriteConstruction(SourceWriter writer, ProxyModel proxy);

    /// <summary>Lists the descriptors for the catalog.</summary>
    /// <param name="holder">The class that holds the static fields.</param>
    public abstract IEnumerable<DescriptorModel> Describe(string holder);
}

/// <summary>An optional parameter of the constructor of a proxy and of its extension.</summary>
/// <param name="Type">The type, which is nullable.</param>
/// <param name="Name">The name.</param>
/// <param name="Documentation">The documentation, with its markup escaped.</param>
internal sealed record OptionalParameterModel(string Type, string Name, string Documentation);

/// <summary>A descriptor in the catalog, as the call that creates it.</summary>
/// <param name="Create">The constructor or method.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record DescriptorModel(string Create, EquatableArray<string> Arguments);
