namespace Aspects.Compiler;

/// <summary>A member of the interface.</summary>
/// <param name="Container">The interface that declares it, as it is written in code.</param>
/// <param name="IsInherited">Whether that is another than the one the proxy is for.</param>
/// <param name="Name">Its name; <c>this</c> for an indexer.</param>
/// <param name="Signature">Its name for people, with parameters where another member has the same name.</param>
/// <param name="IsUnsafe">Whether its signature has pointers in it.</param>
/// <param name="Attributes">The attributes that an implementation repeats, one a line.</param>
internal abstract record MemberModel(
    string Container, bool IsInherited, string Name, string Signature, bool IsUnsafe, EquatableArray<string> Attributes);

/// <summary>A method.</summary>
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
    GuardModel? Guard)
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

/// <summary>An accessor of a property.</summary>
internal sealed record AccessorModel(bool IsInit, EquatableArray<string> Attributes, GuardModel? Guard);

/// <summary>How a call goes through a breaker. Other aspects of a member will stand beside it.</summary>
/// <param name="Field">The field that holds the breaker, or those of all keys.</param>
/// <param name="Key">The key as an expression; <see langword="null"/> where there is one breaker.</param>
/// <param name="IsKeyNullable">Whether the key may be null, and must not be.</param>
/// <param name="Token">The caller's cancellation token as an expression; <see langword="null"/> where there is none.</param>
/// <param name="Outs">The out parameters: a call that ends without a throw has to set them, made or not.</param>
/// <param name="Fallback">What answers instead, where something does.</param>
internal sealed record GuardModel(string Field, string? Key, bool IsKeyNullable, string? Token, EquatableArray<string> Outs, FallbackModel? Fallback);
