namespace Aspects.Compiler;

/// <summary>Names that generated code declares itself, chosen so that no parameter of the interface hides them.</summary>
internal sealed record LocalNames(
    string Inner, string Breaker, string Permit, string Task, string Result, string Error, string Proxy, string AwaitOrFallBack, bool IsVarAType)
{
    /// <summary>What declares a local variable of a type: <c>var</c>, unless that is the name of a type.</summary>
    public string Var(string type) => IsVarAType ? type : "var";
}
