
namespace Aspects.Compiler;

/// <summary>The call of a fallback, which may stand in the member itself or in a static function inside it.</summary>
/// <param name="model">What answers.</param>
/// <param name="names">The names of what the file declares itself.</param>
/// <param name="write">Writes the call, given what it is called on, the name of the method where it is another, and the exception where it takes it.</param>
internal sealed class FallbackCall(FallbackModel model, LocalNames names, Func<string, string?, string?, string> write)
{
    public bool OnFailure => model.OnFailure;

    /// <param name="error">The exception that it may be told of.</param>
    public string In(string error) => write(Target("this", ""), model.Name, model.TakesException ? error : null);

    /// <summary>The call in a function that is given the proxy.</summary>
    /// <param name="error">The exception that it may be told of.</param>
    public string InFunction(string error) => write(Target(names.Proxy, names.Proxy + "."), model.Name, model.TakesException ? error : null);

    private string Target(string proxy, string qualifier) => model.Place switch
    {
        FallbackPlace.Inner => AsDeclared(qualifier + names.Inner),
        FallbackPlace.Instance => AsDeclared(qualifier + model.Field),
        FallbackPlace.Proxy => $"(({model.Container}){proxy})",
        _ => model.Container,
    };

    private string AsDeclared(string instance) => model.IsCast ? $"(({model.Container}){instance})" : instance;
}
