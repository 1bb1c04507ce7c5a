namespace Aspects.Compiler;

/// <summary>A guarded call, with the code that emitters need.</summary>
/// <param name="guard">How the call is guarded.</param>
/// <param name="code">The member.</param>
internal sealed class GuardedCall(GuardModel guard, CallCode code)
{
    public GuardModel Guard { get; } = guard;

    public CallCode Code { get; } = code;

    public ReturnModel Returns => Code.Returns;

    /// <summary>The call of the inner instance.</summary>
    public ListedCode Expression { get; } = code.CallInner(Pass(guard, code));

    /// <summary>The call of the fallback; <see langword="null"/> if there is none.</summary>
    public FallbackCall? Fallback { get; } = guard.Fallback is { } model ? new FallbackCall(model, guard.Names, code) : null;

    /// <summary>The caller's token as the only argument.</summary>
    public string Token => Guard.Token ?? "";

    /// <summary>The caller's token after other arguments.</summary>
    public string AndToken => Guard.Token is null ? "" : $", {Guard.Token}";

    /// <summary>Whether a local variable holds the breaker of the key, for the fallback after a failed call.</summary>
    /// <remarks>
    /// After the call, the key may have another value, or the partition may have evicted the breaker.
    /// </remarks>
    public bool KeepsBreaker => Guard.Key is not null && Fallback is { OnFailure: true };

    /// <summary>
    /// <c>!</c> after a nullable task or stream. The runtime accepts null, but its parameters are not nullable.
    /// </summary>
    public string NotNull => Returns.Type.EndsWith("?", StringComparison.Ordinal) ? "!" : "";

    /// <summary>The breaker as an expression in the member itself.</summary>
    public string Breaker(BreakerNames names) =>
        KeepsBreaker ? names.Breaker : Guard.Key is null ? Guard.Field : $"{Guard.Field}[{Guard.Key}]";

    // A guarded method that returns a task passes a token that the timeout of the breaker cancels too.
    private static IEnumerable<string> Pass(GuardModel guard, CallCode code) => guard.Token is { } token && code.Returns.IsTask
        ? code.Parameters.Select(parameter => parameter.Holds(token) ? $"{guard.Names.Permit}.Token({parameter.Value})" : parameter.Argument)
        : code.Arguments;
}
