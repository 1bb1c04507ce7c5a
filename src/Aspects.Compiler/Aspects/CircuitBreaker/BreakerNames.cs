namespace Aspects.Compiler;

/// <summary>The names that guarded members declare. No parameter of the interface has one of these names.</summary>
internal sealed record BreakerNames(
    LocalNames Locals, string Breaker, string Permit, string Task, string Result, string Error, string Proxy, string AwaitOrFallBack)
{
    public string Inner => Locals.Inner;

    public string Var(string type) => Locals.Var(type);

    public static BreakerNames Choose(LocalNames locals, ReservedNames names) => new(
        locals,
        Breaker: names.MakeUnique("__breaker"),
        Permit: names.MakeUnique("__permit"),
        Task: names.MakeUnique("__task"),
        Result: names.MakeUnique("__result"),
        Error: names.MakeUnique("__error"),
        Proxy: names.MakeUnique("__proxy"),
        AwaitOrFallBack: names.MakeUnique("AwaitOrFallBackAsync"));
}
