namespace Aspects.Compiler;

/// <summary>A parameter.</summary>
/// <param name="Declaration">The parameter in a signature: attributes, modifiers, type and name.</param>
/// <param name="Argument">The parameter in a call: modifier and name.</param>
/// <param name="Value">The name if the argument may be any value; <see langword="null"/> if the argument must be a
/// variable.</param>
internal sealed record ParameterModel(string Declaration, string Argument, string? Value)
{
    /// <summary>Whether an expression is the parameter or a member of it.</summary>
    public bool Holds(string expression) =>
        Value is not null && (expression == Value || expression.StartsWith(Value + ".", StringComparison.Ordinal));
}
