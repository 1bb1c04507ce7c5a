
namespace Aspects.Compiler;

/// <summary>Writes how a fallback answers: for a call that is turned away, for one that throws, and for a task that fails later.</summary>
internal static class FallbackEmitter
{
    /// <summary>What a caller gets who is turned away: the fallback, unless the caller has cancelled the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="otherwise">What stands there without a fallback.</param>
    /// <param name="names">The names of what the file declares itself.</param>
    public static List<string> OnRejection(GuardedCall call, IReadOnlyList<string> otherwise, LocalNames names)
    {
        var answer = call.Fallback!.In($"{names.Permit}.Rejection({call.Token})");
        if (call.Returns.Kind == ReturnKind.Void)
        {
            return call.Guard.Token is null
                ? [$"{answer};", "return;"]
                : [$"if ({call.Guard.Token}.IsCancellationRequested) {otherwise[0]}", $"{answer};", "return;"];
        }

        return call.Guard.Token is null
            ? [Statement(call, answer)]
            : [$"if (!{call.Guard.Token}.IsCancellationRequested) {Statement(call, answer)}", .. otherwise];
    }

    /// <summary>The statement that hands the answer to the caller.</summary>
    public static string Statement(GuardedCall call, string answer) => call.Returns.Kind switch
    {
        ReturnKind.Void => $"{answer};",
        ReturnKind.Reference or ReturnKind.ReadOnlyReference => $"return ref {answer};",
        _ => $"return {answer};",
    };

    /// <summary>The call of the function that waits for a task, and asks the fallback if it fails.</summary>
    public static string OfTask(GuardedCall call, string task, LocalNames names)
    {
        string[] own = call.KeepsBreaker ? ["this", names.Breaker, task] : ["this", task];
        return $"{names.OrFallback}({string.Join(", ", own.Concat(call.Parameters.Select(static parameter => parameter.Argument)))})";
    }

    /// <summary>That function: static, so that a call which does not fail allocates nothing for it.</summary>
    public static void WriteFunction(SourceWriter writer, GuardedCall call, ProxyModel proxy)
    {
        var names = proxy.Names;
        var type = call.Returns.Type.TrimEnd('?');
        var (self, task) = ($"{proxy.ClassName}{TypeParameters.Arguments(proxy.TypeParameters)} {names.Proxy}", $"{type} {names.Task}");
        string[] own = call.KeepsBreaker ? [self, $"global::Aspects.CircuitBreaker {names.Breaker}", task] : [self, task];
        var parameters = own.Concat(call.Parameters.Select(static parameter => parameter.Declaration));
        var breaker = call.KeepsBreaker ? names.Breaker : $"{names.Proxy}.{call.Guard.Field}";
        var returns = call.Returns.Result is null ? "" : "return ";
        writer.BlankLine();
        writer.Write(
            $$"""
            static async {{type}} {{names.OrFallback}}({{string.Join(", ", parameters)}})
            {
                try
                {
                    {{returns}}await {{names.Task}}.ConfigureAwait(false);
                }
                catch (global::System.Exception {{names.Error}}) when ({{breaker}}.AllowsFallback({{names.Error}}{{call.AndToken}}))
                {
                    {{returns}}await {{call.Fallback!.InFunction(names.Error)}}{{call.AssertsNotNull}}.ConfigureAwait(false);
                }
            }
            """);
    }
}
