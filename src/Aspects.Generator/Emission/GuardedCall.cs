using Aspects.Generator.Models;

namespace Aspects.Generator.Emission;

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

    public bool IsTask => GuardEmitter.IsTask(Returns.Kind);
}
