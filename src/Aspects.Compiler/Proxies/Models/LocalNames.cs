namespace Aspects.Compiler;

/// <summary>The names that every proxy declares. No parameter of the interface has one of these names.</summary>
/// <param name="Inner">The field that holds the inner instance.</param>
/// <param name="IsVarAType">Whether <c>var</c> is the name of a type.</param>
internal sealed record LocalNames(string Inner, bool IsVarAType)
{
    /// <summary>The keyword or type that declares a local variable.</summary>
    public string Var(string type) => IsVarAType ? type : "var";
}
