using Aspects.Generator.Models;

namespace Aspects.Generator.Emission;

/// <summary>
/// Writes the body of a call that goes through a breaker: ask for a permit, call, settle the permit. The call stands
/// inline, so that everything that can be passed and returned can be guarded.
/// </summary>
internal static class GuardEmitter
{
    public static void Write(SourceWriter writer, GuardModel guard, ReturnModel returns, string call, LocalNames names)
    {
        var (permit, task, result, error) = (names.Permit, names.Task, names.Result, names.Error);
        var token = guard.Token ?? "";
        var andToken = guard.Token is null ? "" : $", {guard.Token}";
        var rejection = returns.Kind switch
        {
            ReturnKind.Task => $"return {permit}.RejectedTask({token});",
            ReturnKind.TaskOfResult => $"return {permit}.RejectedTask<{returns.Result}>({token});",
            ReturnKind.ValueTask => $"return {permit}.RejectedValueTask({token});",
            ReturnKind.ValueTaskOfResult => $"return {permit}.RejectedValueTask<{returns.Result}>({token});",
            _ => $"throw {permit}.Rejection({token});",
        };
        writer.Write($"if (!{guard.Field}.TryEnter(out var {permit})) {rejection}");
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
                    if (!{task}.IsCompletedSuccessfully) return {permit}.Guard({task}{andToken});
                    {permit}.Succeeded();
                    return {task};
                    """);
                return;
            }

            writer.Write($"return {permit}.Guard({task}{andToken});");
            return;
        }

        WriteTry(writer, returns.Kind switch
        {
            ReturnKind.Void =>
                $"""
                {call};
                {permit}.Succeeded();
                """,
            ReturnKind.Reference =>
                $"""
                ref var {result} = ref {call};
                {permit}.Succeeded();
                return ref {result};
                """,
            ReturnKind.ReadOnlyReference =>
                $"""
                ref readonly var {result} = ref {call};
                {permit}.Succeeded();
                return ref {result};
                """,
            _ =>
                $"""
                var {result} = {call};
                {permit}.Succeeded();
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

    private static void WriteTry(SourceWriter writer, string body)
    {
        writer.Write("try");
        writer.Open();
        writer.Write(body);
        writer.Close();
    }

    private static bool IsTask(ReturnKind kind) =>
        kind is ReturnKind.Task or ReturnKind.TaskOfResult or ReturnKind.ValueTask or ReturnKind.ValueTaskOfResult;
}
