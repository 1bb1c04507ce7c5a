namespace Aspects.Compiler;

/// <summary>How a breaker guards a call.</summary>
/// <param name="Field">The field that holds the breaker, or the breakers of all keys.</param>
/// <param name="Key">The key as an expression; <see langword="null"/> without keys.</param>
/// <param name="IsKeyNullable">Whether the key has a reference type, so that the proxy rejects null.</param>
/// <param name="Token">The caller's cancellation token as an expression; <see langword="null"/> if there is
/// none.</param>
/// <param name="Outs">The out parameters. A rejected call sets them if the call does not throw.</param>
/// <param name="Fallback">The fallback; <see langword="null"/> if the call has no fallback.</param>
/// <param name="Names">The names that the guarded member declares.</param>
internal sealed record GuardModel(
    string Field, string? Key, bool IsKeyNullable, string? Token, EquatableArray<string> Outs, FallbackModel? Fallback, BreakerNames Names) : CallAspectModel
{
    public override void Write(SourceWriter writer, CallCode call, ProxyModel proxy) => GuardEmitter.Write(writer, new GuardedCall(this, call), proxy);
}
