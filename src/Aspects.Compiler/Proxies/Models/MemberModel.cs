namespace Aspects.Compiler;

/// <summary>A member of the interface.</summary>
/// <param name="Container">The declaring interface, as code.</param>
/// <param name="IsInherited">Whether the proxied interface inherits the member.</param>
/// <param name="Name">The name; <c>this</c> for an indexer.</param>
/// <param name="Signature">The name in documentation, with parameters if another member has the same name.</param>
/// <param name="IsUnsafe">Whether the signature contains pointers.</param>
/// <param name="Attributes">The attributes that an implementation repeats, one on each line.</param>
internal abstract record MemberModel(
    string Container, bool IsInherited, string Name, string Signature, bool IsUnsafe, EquatableArray<string> Attributes);

/// <summary>A method, with its aspects, the outermost first.</summary>
internal sealed record MethodModel(
    string Container,
    bool IsInherited,
    string Name,
    string Signature,
    bool IsUnsafe,
    EquatableArray<string> Attributes,
    EquatableArray<TypeParameterModel> TypeParameters,
    EquatableArray<ParameterModel> Parameters,
    ReturnModel Return,
    EquatableArray<CallAspectModel> Aspects)
    : MemberModel(Container, IsInherited, Name, Signature, IsUnsafe, Attributes);

/// <summary>A property or an indexer.</summary>
internal sealed record PropertyModel(
    string Container,
    bool IsInherited,
    string Name,
    string Signature,
    bool IsUnsafe,
    EquatableArray<string> Attributes,
    EquatableArray<ParameterModel> Parameters,
    ReturnModel Return,
    AccessorModel? Get,
    AccessorModel? Set)
    : MemberModel(Container, IsInherited, Name, Signature, IsUnsafe, Attributes)
{
    public bool IsIndexer => Parameters.Count > 0;
}

/// <summary>An event.</summary>
internal sealed record EventModel(
    string Container, bool IsInherited, string Name, string Signature, bool IsUnsafe, EquatableArray<string> Attributes, string Type)
    : MemberModel(Container, IsInherited, Name, Signature, IsUnsafe, Attributes);

/// <summary>An accessor of a property, with its aspects, the outermost first.</summary>
internal sealed record AccessorModel(bool IsInit, EquatableArray<string> Attributes, EquatableArray<CallAspectModel> Aspects);
