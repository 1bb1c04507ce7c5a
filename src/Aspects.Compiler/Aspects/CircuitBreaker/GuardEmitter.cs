
namespace Aspects.Compiler;

/// <summary>
/// Writes the body of a call that goes through a breaker: ask for a permit, call, settle the permit. The call stands
/// inline, so that everything that can be passed and returned can be guarded. A stream is handed to the breaker instead.
/// </summary>
internal static class GuardEmitter
{
    public static void Write(SourceWriter writer, GuardedCall call, ProxyModel proxy)
    {
        var guard = call.Guard;
        if (guard.IsKeyNullable) writer.Write($"global::System.ArgumentNullException.ThrowIfNull({guard.Key}, nameof({guard.Key}));");
        if (call.KeepsBreaker) writer.Write($"{proxy.Names.Var("global::Aspects.CircuitBreaker")} {proxy.Names.Breaker} = {guard.Field}[{guard.Key}];");
        if (call.Returns.Kind is ReturnKind.AsyncEnumerable or ReturnKind.Observable)
        {
            WriteStream(writer, call, proxy.Names);
            return;
        }

        WriteRejection(writer, call, proxy.Names);
        if (call.IsTask) WriteTask(writer, call, proxy);
        else WriteCall(writer, call, proxy.Names);
    }

    public static bool IsTask(ReturnKind kind) =>
        kind is ReturnKind.Task or ReturnKind.TaskOfResult or ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult;

    // Nobody is asked yet: each enumeration, each subscription asks for itself.
    private static void WriteStream(SourceWriter writer, GuardedCall call, LocalNames names)
    {
        var fallback = call.Fallback is null ? "" : $", {names.Error} => {call.Fallback.In(names.Error)}{call.AssertsNotNull}";
        writer.Write($"return {call.Breaker(names)}.Guard({call.Expression}{fallback}{call.AndToken});");
    }

    private static void WriteRejection(SourceWriter writer, GuardedCall call, LocalNames names)
    {
        var permit = names.Permit;
        var rejection = call.Returns.Kind switch
        {
            ReturnKind.Task => $"return {permit}.RejectedTask({call.Token});",
            ReturnKind.TaskOfResult => $"return {permit}.RejectedTask<{call.Returns.Result}>({call.Token});",
            ReturnKind.ValueTask => $"return {permit}.RejectedValueTask({call.Token});",
            ReturnKind.ValueTaskOfResult => $"return {permit}.RejectedValueTask<{call.Returns.Result}>({call.Token});",
            _ => $"throw {permit}.Rejection({call.Token});",
        };

        // What throws need not set its out parameters; what hands back a task has to.
        var outs = call.IsTask ? call.Guard.Outs.Select(static parameter => $"{parameter} = default!;") : [];
        List<string> statements = call.Fallback is null
            ? [.. outs, rejection]
            : FallbackEmitter.OnRejection(call, [.. outs, rejection], names);

        var enter = $"if (!{call.Breaker(names)}.TryEnter(out {names.Var("global::Aspects.CircuitPermit")} {permit}))";
        if (statements.Count == 1)
        {
            writer.Write($"{enter} {statements[0]}");
            return;
        }

        writer.Write(enter);
        writer.Open();
        foreach (var statement in statements) writer.Write(statement);
        writer.Close();
        writer.BlankLine();
    }

    private static void WriteTask(SourceWriter writer, GuardedCall call, ProxyModel proxy)
    {
        var (permit, task) = (proxy.Names.Permit, proxy.Names.Task);
        writer.Write($"{call.Returns.Type} {task};");
        WriteTry(writer, $"{task} = {call.Expression};");
        WriteCatch(writer, call, proxy.Names);
        writer.BlankLine();
        if (call.Returns.Kind is ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult)
        {
            // Handed through Guard, a task that has ended would be copied through memory twice on its way.
            var guarded = $"{permit}.Guard({task}{call.AndToken})";
            writer.Write(
                $"""
                if (!{permit}.TrySettle(in {task})) return {(call.Fallback is { OnFailure: true } ? FallbackEmitter.OfTask(call, guarded, proxy.Names) : guarded)};
                return {task};
                """);
        }
        else
        {
            var guarded = $"{permit}.Guard({task}{call.AssertsNotNull}{call.AndToken})";
            writer.Write(call.Fallback is { OnFailure: true }
                ? $"""
                  {task} = {guarded};
                  return {task} is {"{ IsCompletedSuccessfully: false }"} ? {FallbackEmitter.OfTask(call, task, proxy.Names)} : {task};
                  """
                : $"return {guarded};");
        }

        if (call.Fallback is { OnFailure: true }) FallbackEmitter.WriteFunction(writer, call, proxy);
    }

    private static void WriteCall(SourceWriter writer, GuardedCall call, LocalNames names)
    {
        var (permit, result) = (names.Permit, names.Result);
        WriteTry(writer, call.Returns.Kind switch
        {
            ReturnKind.Void =>
                $"""
                {call.Expression};
                {permit}.Succeeded();
                """,
            // Not var, which would make a reference to a nullable of it.
            ReturnKind.Reference or ReturnKind.ReadOnlyReference =>
                $"""
                {call.Returns.Type} {result} = ref {call.Expression};
                {permit}.Succeeded();
                return ref {result};
                """,
            _ =>
                $"""
                {names.Var(call.Returns.Type)} {result} = {call.Expression};
                {permit}.{(call.Returns.IsJudgeable ? $"Returned({result})" : "Succeeded()")};
                return {result};
                """,
        });
        WriteCatch(writer, call, names);
    }

    private static void WriteTry(SourceWriter writer, string body)
    {
        writer.Write("try");
        writer.Open();
        writer.Write(body);
        writer.Close();
    }

    private static void WriteCatch(SourceWriter writer, GuardedCall call, LocalNames names)
    {
        var error = names.Error;
        var settles = $"{names.Permit}.FailedInFilter({error}{call.AndToken})";
        var (filter, body) = call.Fallback is { OnFailure: true } fallback
            ? ($"{settles} || {call.Breaker(names)}.AllowsFallback({error}{call.AndToken})", FallbackEmitter.Statement(call, fallback.In(error)))
            : (settles, "throw;");
        writer.Write(
            $$"""
            catch (global::System.Exception {{error}}) when ({{filter}})
            {
                {{body}}
            }
            """);
    }
}
