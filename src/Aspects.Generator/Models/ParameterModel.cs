namespace Aspects.Generator.Models;

/// <summary>A parameter.</summary>
/// <param name="Declaration">What stands in the signature: attributes, modifiers, type and name.</param>
/// <param name="Argument">What stands in the call: modifier and name.</param>
internal sealed record ParameterModel(string Declaration, string Argument);
