namespace Aspects.Compiler;

/// <summary>A method or an accessor of a proxy, as an aspect writes it.</summary>
/// <param name="declaration">The declaration.</param>
/// <param name="constraints">The constraints of the type parameters.</param>
/// <param name="inner">The inner instance as the target of the call.</param>
/// <param name="returns">What the call returns.</param>
/// <param name="parameters">The parameters of the member.</param>
/// <param name="call">Writes a call of a target. The name is <see langword="null"/> for the member itself.</param>
internal sealed class CallCode(
    ListedCode declaration,
    IReadOnlyList<string> constraints,
    string inner,
    ReturnModel returns,
    EquatableArray<ParameterModel> parameters,
    Func<string, string?, IReadOnlyList<string>, ListedCode> call)
{
    public ListedCode Declaration { get; } = declaration;

    public IReadOnlyList<string> Constraints { get; } = constraints;

    public ReturnModel Returns { get; } = returns;

    public EquatableArray<ParameterModel> Parameters { get; } = parameters;

    /// <summary>The parameters as arguments of a call.</summary>
    public IEnumerable<string> Arguments => Parameters.Select(static parameter => parameter.Argument);

    /// <summary>Writes the call of the inner instance.</summary>
    public ListedCode CallInner(IEnumerable<string> arguments) => Call(inner, name: null, arguments);

    /// <summary>Writes the call of another target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="name">The name of the method; <see langword="null"/> for the member itself.</param>
    /// <param name="arguments">The arguments.</param>
    public ListedCode Call(string target, string? name, IEnumerable<string> arguments) => call(target, name, [.. arguments]);
}
