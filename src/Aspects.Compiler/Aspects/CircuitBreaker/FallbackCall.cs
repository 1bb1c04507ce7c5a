namespace Aspects.Compiler;

/// <summary>The call of a fallback, in the member itself or in a static local function.</summary>
/// <param name="model">The fallback.</param>
/// <param name="names">The names that the file declares.</param>
/// <param name="code">The member that the fallback answers for.</param>
internal sealed class FallbackCall(FallbackModel model, BreakerNames names, CallCode code)
{
    public bool OnFailure => model.OnFailure;

    public bool TakesException => model.TakesException;

    /// <summary>Writes the call in the member itself.</summary>
    public ListedCode Call(string error) => Call(Target("this", ""), error);

    /// <summary>Writes the call in a static function that has the proxy as a parameter.</summary>
    public ListedCode CallInFunction(string error) => Call(Target(names.Proxy, names.Proxy + "."), error);

    private ListedCode Call(string target, string error) =>
        code.Call(target, model.Name, model.TakesException ? code.Arguments.Append(error) : code.Arguments);

    private string Target(string proxy, string qualifier) => model.Place switch
    {
        FallbackPlace.Inner => Cast(qualifier + names.Inner),
        FallbackPlace.Instance => Cast(qualifier + model.Field),
        FallbackPlace.Proxy => $"(({model.Container}){proxy})",
        _ => model.Container,
    };

    private string Cast(string instance) => model.IsCast ? $"(({model.Container}){instance})" : instance;
}
