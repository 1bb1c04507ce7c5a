
namespace Aspects.Compiler;

/// <summary>A call that goes through a breaker, as it is about to be written.</summary>
/// <param name="Guard">How it does.</param>
/// <param name="Returns">What it returns.</param>
/// <param name="Expression">The call of the inner instance.</param>
/// <param name="Fallback">What answers instead, where something does.</param>
/// <param name="Parameters">The parameters of the member.</param>
internal sealed record GuardedCall(
    GuardModel Guard, ReturnModel Returns, string Expression, FallbackCall? Fallback, EquatableArray<ParameterModel> Parameters)
{
    /// <summary>The caller's token as the only argument.</summary>
    public string Token => Guard.Token ?? "";

    /// <summary>The caller's token after other arguments.</summary>
    public string AndToken => Guard.Token is null ? "" : $", {Guard.Token}";

    /// <summary>
    /// Whether the breaker is kept in a local variable: it is asked again when the call has failed, and the callee may have changed the
    /// key by then, or the set of breakers forgotten it.
    /// </summary>
    public bool KeepsBreaker => Guard.Key is not null && Fallback is { OnFailure: true };

    /// <summary>The breaker as an expression, in the member itself.</summary>
    public string Breaker(LocalNames names) =>
        KeepsBreaker ? names.Breaker : Guard.Key is null ? Guard.Field : $"{Guard.Field}[{Guard.Key}]";

    /// <summary>What follows a task or a stream that may be null, where the library says nothing of that: only broken callees return one.</summary>
    public string AssertsNotNull => Returns.Type.EndsWith("?", StringComparison.Ordinal) ? "!" : "";

    public bool IsTask => GuardEmitter.IsTask(Returns.Kind);
}
