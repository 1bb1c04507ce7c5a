namespace Aspects.Compiler;

/// <summary>A guarded call that is about to be written.</summary>
/// <param name="Guard">How the call is guarded.</param>
/// <param name="Returns">What the call returns.</param>
/// <param name="Expression">The call of the inner instance.</param>
/// <param name="Fallback">The call of the fallback; <see langword="null"/> if there is none.</param>
/// <param name="Parameters">The parameters of the member.</param>
internal sealed record GuardedCall(
    GuardModel Guard, ReturnModel Returns, ListedCode Expression, FallbackCall? Fallback, EquatableArray<ParameterModel> Parameters)
{
    /// <summary>The caller's token as the only argument.</summary>
    public string Token => Guard.Token ?? "";

    /// <summary>The caller's token after other arguments.</summary>
    public string AndToken => Guard.Token is null ? "" : $", {Guard.Token}";

    /// <summary>
    /// Whether a local variable holds the breaker of the key. The breaker is read again after a failed call; by then the callee may
    /// have changed the key, or the partition may have evicted the breaker.
    /// </summary>
    public bool KeepsBreaker => Guard.Key is not null && Fallback is { OnFailure: true };

    /// <summary><c>!</c> after a task or stream that the interface declares as nullable: the runtime accepts null without declaring it.</summary>
    public string NotNull => Returns.Type.EndsWith("?", StringComparison.Ordinal) ? "!" : "";

    /// <summary>The breaker as an expression in the member itself.</summary>
    public string Breaker(LocalNames names) =>
        KeepsBreaker ? names.Breaker : Guard.Key is null ? Guard.Field : $"{Guard.Field}[{Guard.Key}]";
}
