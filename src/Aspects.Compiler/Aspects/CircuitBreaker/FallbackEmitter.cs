namespace Aspects.Compiler;

/// <summary>
/// Writes the calls of a fallback: for a rejected call, a call that throws, and a task that fails later.
/// </summary>
internal static class FallbackEmitter
{
    /// <summary>Writes the rejection. The fallback answers, unless the caller has cancelled the call.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="enter">The condition that is true for a rejected call.</param>
    /// <param name="call">The call.</param>
    /// <param name="reject">The statements that reject the call without a fallback.</param>
    /// <param name="names">The names that the file declares.</param>
    public static void WriteRejection(
        SourceWriter writer, string enter, GuardedCall call, IReadOnlyList<ListedCode> reject, BreakerNames names)
    {
        var answer = Return(call, call.Fallback!.Call($"{names.Permit}.Rejection({call.Token})"));
        ListedCode[] statements = call.Returns.Kind == ReturnKind.Void ? [answer, "return;"] : [answer];
        if (call.Guard.Token is not { } token)
        {
            writer.WriteIf(enter, statements);
            return;
        }

        writer.Write(enter);
        writer.Open();
        writer.WriteIf($"if ({token}.IsCancellationRequested)", reject);
        foreach (var statement in statements) writer.Write(statement);
        writer.Close();
    }

    /// <summary>Returns the statement that returns the answer of the fallback to the caller.</summary>
    public static ListedCode Return(GuardedCall call, ListedCode answer) => answer.Surround(
        call.Returns.Kind switch
        {
            ReturnKind.Void => "",
            ReturnKind.Reference or ReturnKind.ReadOnlyReference => "return ref ",
            _ => "return ",
        },
        ";");

    /// <summary>
    /// Writes the end of a member that returns a task. If the task fails later, the fallback answers.
    /// </summary>
    public static void WriteFailure(SourceWriter writer, GuardedCall call, string guarded, ProxyModel proxy)
    {
        var names = call.Guard.Names;
        if (call.Returns.IsValueTask)
        {
            writer.Write(Await(guarded));
        }
        else
        {
            writer.Write($"{names.Task} = {guarded};");
            writer.WriteIf($"if ({names.Task} is {{ IsCompletedSuccessfully: false }})", [Await(names.Task)]);
            writer.Write($"return {names.Task};");
        }

        writer.BlankLine();
        WriteFunction(writer, call, proxy);

        ListedCode Await(string task) => new(
            $"return {names.AwaitOrFallBack}(",
            [
                "this",
                .. call.KeepsBreaker ? [names.Breaker] : Array.Empty<string>(),
                task,
                .. call.Code.Arguments,
            ],
            ");");
    }

    // The function is static, so that a successful call allocates no closure.
    private static void WriteFunction(SourceWriter writer, GuardedCall call, ProxyModel proxy)
    {
        var names = call.Guard.Names;
        var type = call.Returns.Type.TrimEnd('?');
        writer.Write(new ListedCode(
            $"static async {type} {names.AwaitOrFallBack}(",
            [
                $"{proxy.ClassName}{TypeParameters.Pass(proxy.TypeParameters)} {names.Proxy}",
                .. call.KeepsBreaker ? [$"global::Aspects.CircuitBreaker {names.Breaker}"] : Array.Empty<string>(),
                $"{type} {names.Task}",
                .. call.Code.Parameters.Select(static parameter => parameter.Declaration),
            ],
            ")"));
        writer.Open();

        var returns = call.Returns.Result is null ? "" : "return ";
        var breaker = call.KeepsBreaker ? names.Breaker : $"{names.Proxy}.{call.Guard.Field}";
        writer.Write(
            $$"""
            try
            {
                {{returns}}await {{names.Task}}.ConfigureAwait(false);
            }
            """);
        writer.WriteCatch(names.Error, [$"{breaker}.AllowsFallback({names.Error}{call.AndToken})"]);
        writer.Open();
        writer.Write(call.Fallback!.CallInFunction(names.Error).Surround($"{returns}await ", $"{call.NotNull}.ConfigureAwait(false);"));
        writer.Close();
        writer.Close();
    }
}
