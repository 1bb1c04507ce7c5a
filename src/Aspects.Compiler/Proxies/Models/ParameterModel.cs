namespace Aspects.Compiler;

/// <summary>A parameter.</summary>
/// <param name="Declaration">What stands in the signature: attributes, modifiers, type and name.</param>
/// <param name="Argument">What stands in the call: modifier and name.</param>
/// <param name="Value">The name where any value may stand in the call; <see langword="null"/> where only a variable may.</param>
internal sealed record ParameterModel(string Declaration, string Argument, string? Value);
