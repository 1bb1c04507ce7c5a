using Aspects.Generator.Models;

namespace Aspects.Generator.Emission;

/// <summary>
/// Writes the body of a call that goes through a breaker: ask for a permit, call, settle the permit. The call stands
/// inline, so that everything that can be passed and returned can be guarded. A stream is handed to the breaker instead.
/// </summary>
internal static class GuardEmitter
{
    public static void Write(SourceWriter writer, GuardModel guard, ReturnModel returns, string call, LocalNames names)
    {
        var (permit, task, result, error) = (names.Permit, names.Task, names.Result, names.Error);
        var token = guard.Token ?? "";
        var andToken = guard.Token is null ? "" : $", {guard.Token}";
        if (guard.NotNull is { } key) writer.Write($"global::System.ArgumentNullException.ThrowIfNull({key}, nameof({key}));");
        if (returns.Kind is ReturnKind.AsyncEnumerable or ReturnKind.Observable)
        {
            // Nobody is asked yet: each enumeration, each subscription asks for itself. Only the former has a token.
            writer.Write($"return {guard.Breaker}.Guard({call}{(returns.Kind == ReturnKind.AsyncEnumerable ? andToken : "")});");
            return;
        }

        var rejection = returns.Kind switch
        {
            ReturnKind.Task => $"return {permit}.RejectedTask({token});",
            ReturnKind.TaskOfResult => $"return {permit}.RejectedTask<{returns.Result}>({token});",
            ReturnKind.ValueTask => $"return {permit}.RejectedValueTask({token});",
            ReturnKind.ValueTaskOfResult => $"return {permit}.RejectedValueTask<{returns.Result}>({token});",
            _ => $"throw {permit}.Rejection({token});",
        };
        WriteRejection(writer, guard, returns.Kind, permit, rejection);
        if (IsTask(returns.Kind))
        {
            writer.Write($"{returns.Type} {task};");
            WriteTry(writer, $"{task} = {call};");
            WriteCatch();
            writer.BlankLine();
            if (returns.Kind is ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult)
            {
                // Handed through Guard, a task that has ended would be copied through memory twice on its way.
                writer.Write(
                    $"""
                    if (!{permit}.TrySettle(in {task})) return {permit}.Guard({task}{andToken});
                    return {task};
                    """);
                return;
            }

            // A permit takes a null task as it is, and says nothing of it in its signature: only broken callees return one.
            var asserted = returns.Type.EndsWith("?", StringComparison.Ordinal) ? "!" : "";
            writer.Write($"return {permit}.Guard({task}{asserted}{andToken});");
            return;
        }

        WriteTry(writer, returns.Kind switch
        {
            ReturnKind.Void =>
                $"""
                {call};
                {permit}.Succeeded();
                """,
            // Not var, which would make a reference to a nullable of it.
            ReturnKind.Reference or ReturnKind.ReadOnlyReference =>
                $"""
                {returns.Type} {result} = ref {call};
                {permit}.Succeeded();
                return ref {result};
                """,
            _ =>
                $"""
                var {result} = {call};
                {permit}.{(returns.IsJudgeable ? $"Returned({result})" : "Succeeded()")};
                return {result};
                """,
        });
        WriteCatch();

        void WriteCatch() => writer.Write(
            $$"""
            catch (global::System.Exception {{error}}) when ({{permit}}.Failed({{error}}{{andToken}}))
            {
                throw;
            }
            """);
    }

    private static void WriteRejection(SourceWriter writer, GuardModel guard, ReturnKind returns, string permit, string rejection)
    {
        var enter = $"if (!{guard.Breaker}.TryEnter(out var {permit}))";
        if (guard.Outs.Count == 0 || !IsTask(returns))
        {
            writer.Write($"{enter} {rejection}");
            return;
        }

        // What throws need not set its out parameters; what hands back a task has to.
        writer.Write(enter);
        writer.Open();
        foreach (var parameter in guard.Outs)
        {
            writer.Write($"{parameter} = default!;");
        }

        writer.Write(rejection);
        writer.Close();
        writer.BlankLine();
    }

    private static void WriteTry(SourceWriter writer, string body)
    {
        writer.Write("try");
        writer.Open();
        writer.Write(body);
        writer.Close();
    }

    public static bool IsTask(ReturnKind kind) =>
        kind is ReturnKind.Task or ReturnKind.TaskOfResult or ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult;
}
