namespace Aspects.Compiler;

/// <summary>Writes a guarded member: take a permit, make the call, settle the permit.</summary>
/// <remarks>
/// The call is inline, because a delegate could not pass or return every type. A stream is passed to the breaker
/// instead.
/// </remarks>
internal static class GuardEmitter
{
    public static void Write(SourceWriter writer, GuardedCall call, ProxyModel proxy)
    {
        var (declaration, constraints, names) = (call.Code.Declaration, call.Code.Constraints, call.Guard.Names);
        if (call.Returns.IsStream && !call.Guard.IsKeyNullable)
        {
            writer.WriteExpressionBody(declaration, constraints, GuardStream(call, names));
            return;
        }

        writer.WriteDeclaration(declaration, constraints);
        writer.Open();
        WriteKey(writer, call, names);
        if (call.Returns.IsStream)
        {
            writer.Write(GuardStream(call, names).Surround("return ", ";"));
        }
        else
        {
            WriteRejection(writer, call, names);
            if (call.Returns.IsTask) WriteTask(writer, call, proxy);
            else WriteCall(writer, call, names);
        }

        writer.Close();
    }

    private static void WriteKey(SourceWriter writer, GuardedCall call, BreakerNames names)
    {
        if (call.Guard is not { Key: { } key } guard) return;

        // Without this argument, the exception would contain the @ of an escaped name.
        var name = key[0] == '@' ? $", {Literal.Write(key.Substring(1))}" : "";
        if (guard.IsKeyNullable) writer.Write($"global::System.ArgumentNullException.ThrowIfNull({key}{name});");
        if (call.KeepsBreaker) writer.Write($"{names.Var("global::Aspects.CircuitBreaker")} {names.Breaker} = {guard.Field}[{key}];");
    }

    // Takes no permit, because each enumeration or subscription takes a permit.
    private static ListedCode GuardStream(GuardedCall call, BreakerNames names)
    {
        List<string> arguments = [call.Expression.ToString()];
        if (call.Fallback is { } fallback) arguments.Add($"{names.Error} => {fallback.Call(names.Error)}{call.NotNull}");
        if (call.Guard.Token is { } token) arguments.Add(token);
        return new ListedCode($"{call.Breaker(names)}.Guard(", arguments, ")");
    }

    private static void WriteRejection(SourceWriter writer, GuardedCall call, BreakerNames names)
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

        // Only a method that returns a rejected task must assign its out parameters. A method that throws need not.
        var outs = call.Returns.IsTask ? call.Guard.Outs.Select(static parameter => (ListedCode)$"{parameter} = default!;") : [];
        ListedCode[] reject = [.. outs, rejection];

        var enter = $"if (!{call.Breaker(names)}.TryEnter(out {names.Var("global::Aspects.CircuitPermit")} {permit}))";
        if (call.Fallback is null) writer.WriteIf(enter, reject);
        else FallbackEmitter.WriteRejection(writer, enter, call, reject, names);
        writer.BlankLine();
    }

    private static void WriteTask(SourceWriter writer, GuardedCall call, ProxyModel proxy)
    {
        var (permit, task) = (call.Guard.Names.Permit, call.Guard.Names.Task);
        writer.Write($"{call.Returns.Type} {task};");
        WriteTry(writer, [call.Expression.Surround($"{task} = ", ";")]);
        WriteCatch(writer, call, call.Guard.Names);
        writer.BlankLine();
        if (call.Returns.IsValueTask)
        {
            // Order: TrySettle before Guard, because Guard copies a completed value task twice.
            writer.Write($"if ({permit}.TrySettle(in {task})) return {task};");
        }

        var guarded = $"{permit}.Guard({task}{(call.Returns.IsValueTask ? "" : call.NotNull)}{call.AndToken})";
        if (call.Fallback is { OnFailure: true }) FallbackEmitter.WriteFailure(writer, call, guarded, proxy);
        else writer.Write($"return {guarded};");
    }

    private static void WriteCall(SourceWriter writer, GuardedCall call, BreakerNames names)
    {
        var (permit, result) = (names.Permit, names.Result);
        WriteTry(writer, call.Returns.Kind switch
        {
            ReturnKind.Void => [call.Expression.Surround("", ";"), $"{permit}.Succeeded();"],

            // Writes the type, because var would make the referenced type nullable.
            ReturnKind.Reference or ReturnKind.ReadOnlyReference =>
            [
                call.Expression.Surround($"{call.Returns.Type} {result} = ref ", ";"),
                $"{permit}.Succeeded();",
                $"return ref {result};",
            ],
            _ =>
            [
                call.Expression.Surround($"{names.Var(call.Returns.Type)} {result} = ", ";"),
                call.Returns.IsJudgeable ? $"{permit}.Returned({result});" : $"{permit}.Succeeded();",
                $"return {result};",
            ],
        });
        WriteCatch(writer, call, names);
    }

    private static void WriteTry(SourceWriter writer, ListedCode[] statements)
    {
        writer.Write("try");
        writer.Open();
        foreach (var statement in statements) writer.Write(statement);
        writer.Close();
    }

    private static void WriteCatch(SourceWriter writer, GuardedCall call, BreakerNames names)
    {
        var (error, timeout) = (names.Error, $"{names.Permit}.Timeout()");
        var hasTimedOut = $"{names.Permit}.FailedInFilter({error}{call.AndToken})";
        var allowsFallback = $"{call.Breaker(names)}.AllowsFallback({error}{call.AndToken})";
        switch (call.Fallback)
        {
            case { OnFailure: true, TakesException: true } fallback:
                WriteCatch(writer, error, [hasTimedOut], FallbackEmitter.Return(call, fallback.Call(timeout)));
                WriteCatch(writer, error, [allowsFallback], FallbackEmitter.Return(call, fallback.Call(error)));
                break;
            case { OnFailure: true } fallback:
                WriteCatch(writer, error, [hasTimedOut, allowsFallback], FallbackEmitter.Return(call, fallback.Call(error)));
                break;
            default:
                WriteCatch(writer, error, [hasTimedOut], $"throw {timeout};");
                break;
        }
    }

    private static void WriteCatch(SourceWriter writer, string error, IReadOnlyList<string> conditions, ListedCode statement)
    {
        writer.WriteCatch(error, conditions);
        writer.Open();
        writer.Write(statement);
        writer.Close();
    }
}
