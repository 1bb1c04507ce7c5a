namespace Aspects.Compiler;

/// <summary>A type parameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="Attributes">The attributes that an implementation repeats, as code before the name.</param>
/// <param name="Constraint">The code after <c>where Name :</c>; empty if the parameter has no constraint.</param>
internal sealed record TypeParameterModel(string Name, string Attributes, string Constraint);
